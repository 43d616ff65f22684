import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import TestSupport
import Testing

@Suite(
    "A broker that is away", .enabled(if: ServerSpace.isUnderTest, "there is a RabbitMQ in the column of servers only"),
    .timeLimit(.minutes(5)))
struct BrokerAwayTests {
    @Test("RabbitMQ is killed amid orders: all are taken as ever, and their mails and ratings come when it is back")
    func killed() async throws {
        try await HeldServers.use("rabbitmq") { servers in
            try await StockedShop.use(isEmbedded: true) { stock, place in
                var settings = StockedShop.settings
                settings["AMQP_URL"] = servers.environment["SOUK_TEST_AMQP_URL"]
                _ = try await place.open(settings: settings)
                try await servers.letRabbitMQRememberQueues()
                let ledger = OrderLedger()
                let isEnough = Lock(false)
                async let orders: Void = BusyShop(shop: stock, place: place, ledger: ledger).runBuyers {
                    isEnough.withLock { $0 }
                }
                try await untilAcknowledged(20, in: ledger)
                try await servers.kill("rabbitmq")
                try await untilAcknowledged(ledger.acknowledged + 40, in: ledger)
                try await review(stock.goods, in: place)
                isEnough.withLock { $0 = true }
                try await orders
                try await servers.start("rabbitmq")

                #expect(ledger.unknown == [])
                let refused = ledger.attempts.filter { if case .refused = $0.outcome { true } else { false } }
                #expect(
                    refused.allSatisfy { !stock.goods.contains($0.order.items[0].productID) },
                    "only what is not there was refused: \(refused)")
                let admin = try await ShopVisitor(place).loggedIn("admin", StockedShop.adminPassword)
                #expect(try await eventually(within: .seconds(60)) { try await mails(admin) >= ledger.acknowledged })
                #expect(try await eventually { try await ratings(stock.goods, admin) == [1, 2, 3] })
                #expect(try await mails(admin) == ledger.acknowledged)
                try await Reckoning(place: place, ledger: ledger).check()
                try await Reckoning.expectInvariants(in: place)
            }
        }
    }

    private func untilAcknowledged(_ count: Int, in ledger: OrderLedger) async throws {
        try #require(try await eventually { ledger.acknowledged >= count }, "orders are no longer taken")
    }

    /// The first product gets one star, the next two, and so on.
    private func review(_ goods: [ProductID], in place: ShopPlace) async throws {
        let buyer = try await ShopVisitor(place).loggedIn(StockedShop.buyers[0], StockedShop.buyerPassword)
        for (product, rating) in zip(goods, 1...) {
            let review = NewReview(productID: product, rating: rating, comment: "Fragrant.")
            _ = try await buyer.send(EndpointCall(ReviewsAPI.post, body: review))
        }
    }

    private func mails(_ admin: ShopVisitor) async throws -> Int {
        try await admin.send(
            EndpointCall(NotificationsAPI.listEmails, query: EmailQuery(kind: .orderConfirmed, limit: 1))
        ).count
    }

    private func ratings(_ goods: [ProductID], _ visitor: ShopVisitor) async throws -> [Double?] {
        var ratings: [Double?] = []
        for product in goods {
            ratings.append(
                try await visitor.send(EndpointCall(CatalogAPI.product, path: ByProduct(id: product))).rating)
        }
        return ratings
    }
}
