import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import Glibc
import HTTP
import TestSupport
import Testing
import Values

@Suite("souk copy", .enabled(if: PostgreSQLTestServer.isUnderTest), .timeLimit(.minutes(9)))
struct CopyTests {
    @Test("A shop goes to the server and comes back; at each place it sells, and is sound")
    func thereAndBack() async throws {
        try await StockedShop.use(isEmbedded: true) { stock, place in
            try await ServerDatabases.use { server in
                let ledger = OrderLedger()
                let first = try await place.open(settings: StockedShop.settings)
                try await buy(5, stock, place, ledger)
                let early = try place.start("copy", "--from-folder", place.dataFolder, settings: server.settings)
                #expect(try await early.end() == .exited(1))
                #expect(early.output.contains("a shop is running on"), "\(early.output)")
                first.send(SIGTERM)
                #expect(try await first.end() == .exited(0))

                let there = try place.start("copy", "--from-folder", place.dataFolder, settings: server.settings)
                #expect(try await there.end() == .exited(0), "\(there.output)")
                #expect(there.output.contains("every invariant holds"), "\(there.output)")
                #expect(!there.output.contains(server.password))
                let settings = server.settings.merging(StockedShop.settings) { $1 }
                let second = try await place.open(settings: settings)
                try await buy(5, stock, place, ledger)
                try await Reckoning(place: place, ledger: ledger).check()
                let backup = try place.start("backup", "saved", settings: server.settings)
                #expect(try await backup.end() == .exited(1))
                #expect(backup.output.contains("pg_dump"), "\(backup.output)")
                second.send(SIGTERM)
                #expect(try await second.end() == .exited(0))

                // The files are as they were: only what --replace allows may take their place.
                let timid = try place.start("copy", "--to-folder", place.dataFolder, settings: server.settings)
                #expect(try await timid.end() == .exited(1))
                #expect(timid.output.contains("is not empty"), "\(timid.output)")
                let back = try place.start(
                    "copy", "--to-folder", place.dataFolder, "--replace", settings: server.settings)
                #expect(try await back.end() == .exited(0), "\(back.output)")
                _ = try await place.open(settings: StockedShop.settings)
                try await buy(5, stock, place, ledger)
                try await Reckoning(place: place, ledger: ledger).check()
                try await Reckoning.expectInvariants(in: place)
            }
        }
    }

    @Test(
        "A copy that is killed lets no shop open on what is there, and is finished by repeating it",
        arguments: ["copy.in_the_middle:4", "copy.before_commit:3", "copy.mark_removed:2"])
    func killed(point: String) async throws {
        try await StockedShop.use(isEmbedded: true) { stock, place in
            try await ServerDatabases.use { server in
                let settings = server.settings.merging(["SOUK_FAIL_POINT": point]) { $1 }
                let killed = try place.start("copy", "--from-folder", place.dataFolder, settings: settings)
                #expect(try await killed.end() == .exited(137), "\(killed.output)")
                let shop = try place.start("up", settings: server.settings)
                #expect(try await shop.end() == .exited(1))
                #expect(shop.output.contains("repeat souk copy"), "\(shop.output)")
                let copy = try place.start("copy", "--from-folder", place.dataFolder, settings: server.settings)
                #expect(try await copy.end() == .exited(0), "\(copy.output)")
                let settled = server.settings.merging(StockedShop.settings) { $1 }
                _ = try await place.open(settings: settled)
                let ledger = OrderLedger()
                try await buy(3, stock, place, ledger)
                try await Reckoning(place: place, ledger: ledger).check()
            }
        }
    }

    @Test("souk clear empties the databases on the server, only when told so and while nobody is at work there")
    func clear() async throws {
        try await StockedShop.use(isEmbedded: true) { _, place in
            try await ServerDatabases.use { server in
                let settings = server.settings.merging(StockedShop.settings) { $1 }
                let shop = try await place.open(settings: settings)
                let early = try place.start("clear", "--yes", settings: settings)
                #expect(try await early.end() == .exited(1))
                shop.send(SIGTERM)
                #expect(try await shop.end() == .exited(0))
                let unsure = try place.start("clear", settings: settings)
                #expect(try await unsure.end() == .exited(64))
                let clear = try place.start("clear", "--yes", settings: settings)
                #expect(try await clear.end() == .exited(0), "\(clear.output)")
                #expect(clear.output.contains("6 databases deleted"), "\(clear.output)")
                _ = try await place.open(settings: settings)
                let products = try await ShopVisitor(place).send(
                    EndpointCall(CatalogAPI.listCategories, query: PageQuery(limit: 100)))
                #expect(products.results.isEmpty)
            }
        }
    }

    private func buy(_ count: Int, _ stock: StockedShop, _ place: ShopPlace, _ ledger: OrderLedger) async throws {
        let name = StockedShop.buyers[0]
        let buyer = try await ShopVisitor(place).loggedIn(name, StockedShop.buyerPassword)
        for number in 0..<count {
            let key = "copy-\(ledger.acknowledged)"
            let order = NewOrder(
                shippingAddress: "12 Spice Lane",
                items: [OrderLineRequest(productID: stock.goods[number % stock.goods.count], quantity: 1)])
            let id = try await buyer.send(
                EndpointCall(OrdersAPI.place, body: order, idempotencyKey: key)
            ).id
            ledger.note(OrderLedger.Attempt(buyer: name, key: key, order: order, outcome: .acknowledged(id)))
        }
    }
}
