import Contracts
import FoundationEssentials
import HTTP
import ServiceTestSupport
import Testing
import Values

@testable import Orders

@Suite("Ordering a cart")
struct CheckoutTests {
    private let checkout = ByCheckout(checkoutID: CheckoutID(UUID.version7(at: Timestamp(seconds: 1))))

    private func body(_ lamps: Int = 1, price: Int64? = nil) -> CheckoutOrder {
        CheckoutOrder(
            userID: OrdersStage.anna, shippingAddress: "1 Harbour Street",
            items: [
                OrderLineRequest(
                    productID: ProductID(1), quantity: lamps, price: price.map { Money(minorUnits: $0) })
            ])
    }

    private func order(_ body: CheckoutOrder, _ stage: OrdersStage) async throws -> OrderView {
        try await stage.shop.call(OrdersAPI.checkout, path: checkout, body: body, as: .service("carts"))
    }

    private func refusal(_ body: CheckoutOrder, _ stage: OrdersStage) async -> Problem? {
        await #expect(throws: Problem.self) { _ = try await order(body, stage) }
    }

    @Test("The same checkout again is the same order, whatever its words are by then")
    func again() async throws {
        try await OrdersStage.run { stage in
            let first = try await order(body(), stage)
            #expect(first.status == .confirmed)
            #expect(first.userID == OrdersStage.anna)
            #expect(try await order(body(), stage).id == first.id)
            #expect(try await order(body(2), stage).items.map(\.quantity) == [1])
            #expect(try await stage.count("orders") == 1)
            #expect(stage.catalog[1]?.reserved == 1)
            try await stage.expectSound()
        }
    }

    @Test("A refusal is the same refusal again", arguments: ["insufficient_stock", "price_changed"])
    func refused(_ code: String) async throws {
        try await OrdersStage.run { stage in
            let wanted = code == "price_changed" ? body(price: 1) : body(11)
            for _ in 1...2 {
                let problem = await refusal(wanted, stage)
                #expect(problem?.code == code)
                #expect(problem?[member: "order_id"] == "1")
                stage.catalog.change(1) { $0.onHand = 100 }
            }
            #expect(try await stage.count("orders") == 1)
            try await stage.expectSound()
        }
    }

    @Test("Even when the key is long forgotten, a checkout does not become a second order")
    func muchLater() async throws {
        try await OrdersStage.run { stage in
            let first = try await order(body(), stage)
            stage.clock.advance(by: .seconds(25 * 60 * 60))
            try await stage.perform(.pack, on: first.id)
            let later = try await order(body(), stage)
            #expect(later.id == first.id)
            #expect(later.status == .packed)
            #expect(try await stage.count("orders") == 1)
        }
    }

    @Test("A refusal that is long forgotten is still one, and names its order")
    func refusedMuchLater() async throws {
        try await OrdersStage.run { stage in
            _ = await refusal(body(11), stage)
            stage.catalog.change(1) { $0.onHand = 100 }
            stage.clock.advance(by: .seconds(25 * 60 * 60))
            let problem = await refusal(body(11), stage)
            #expect(problem?.status == .conflict)
            #expect(problem?.detail == "Not enough in stock")
            #expect(problem?[member: "order_id"] == "1")
        }
    }

    @Test("While the catalog is away a checkout is in progress, afterwards it is the order")
    func away() async throws {
        try await OrdersStage.run { stage in
            stage.line.mode = .losingAnswers
            #expect(await refusal(body(), stage)?.status == .serviceUnavailable)
            #expect(await refusal(body(), stage)?.code == "request_in_progress")
            stage.line.mode = .up
            try await stage.sweepLater()
            #expect(try await order(body(), stage).status == .confirmed)
            try await stage.expectSound()
        }
    }

    @Test("Unknown goods leave nothing behind, and the checkout may try again")
    func unknown() async throws {
        try await OrdersStage.run { stage in
            var wanted = body()
            wanted.items[0].productID = ProductID(77)
            #expect(await refusal(wanted, stage)?.pointers == ["/items/0/product_id"])
            #expect(try await stage.contents() == [])
            #expect(try await order(body(), stage).status == .confirmed)
            try await stage.expectSound()
        }
    }

    @Test("Only services order carts")
    func strangers() async throws {
        try await OrdersStage.run { stage in
            let problem = await #expect(throws: Problem.self) {
                try await stage.shop.call(
                    OrdersAPI.checkout, path: checkout, body: body(), as: OrdersStage.staff)
            }
            #expect(problem?.status == .unauthorized)
            let contents = try await stage.contents()
            #expect(contents == [])
        }
    }
}
