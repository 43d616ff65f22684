import Contracts
import Endpoints
import HTTP
import JSON
import SQL
import ServiceTestSupport
import Testing
import Values

@testable import Carts

@Suite("A checkout")
struct CartCheckoutTests {
    private let anna = CartsStage.anna
    private let tea = CartsStage.tea
    private let pot = CartsStage.pot
    private let cup = CartsStage.cup

    @Test("Orders what is in the cart, at the prices of now, and empties it")
    func ordering() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            try await stage.add(cup, 3, as: anna)
            let order = try await stage.checkout(to: "1 Quay")
            #expect(order.userID == anna && order.shippingAddress == "1 Quay")
            #expect(order.items.map(\.quantity) == [2, 3] && "\(order.totalAmount)" == "32.60")
            #expect(try await stage.contents(as: anna).isEmpty)
            #expect(try await stage.count("select count(*) from checkouts where shipping_address <> ''") == 0)
            #expect(try await stage.count("select count(*) from checkouts where order_id = \(order.id)") == 1)
        }
    }

    @Test("Exactly what was ordered leaves the cart: what is added meanwhile stays")
    func addedMeanwhile() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            try await stage.add(cup, 3, as: anna)
            stage.orders.meanwhile {
                try await stage.add(tea, 1, as: anna)
                try await stage.add(pot, 1, as: anna)
                try await stage.set(cup, to: 1, as: anna)
            }
            #expect(try await stage.checkout().items.map(\.quantity) == [2, 3])
            #expect(try await stage.contents(as: anna) == [tea: 1, pot: 1])
        }
    }

    @Test("An empty cart, no address, or nobody in particular cannot check out")
    func badInput() async throws {
        try await CartsStage.run { stage in
            try await expectRefusal("invalid") { try await stage.checkout() }
            try await stage.add(tea, as: anna)
            let blank = try await refusal { try await stage.checkout(to: "  ") }
            #expect(blank.status == .unprocessableContent && blank.pointers == ["/shipping_address"])
            let guest = try await stage.shop.send(
                .post, "/api/v1/cart/checkout/", json: #"{"shipping_address": "1 Quay"}"#)
            #expect(guest.status == .unauthorized)
            #expect(stage.orders.requests.isEmpty)
            #expect(try await stage.contents(as: anna) == [tea: 1])
        }
    }

    @Test("Another total than the buyer has seen is a refusal with both, and nothing is ordered")
    func totalDiffers() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            stage.catalog.put(tea, price: "11.00")
            let problem = try await refusal { try await stage.checkout(expecting: "20.00") }
            #expect(problem.code == "price_changed" && problem["old"] == "20.00" && problem["new"] == "22.00")
            #expect(stage.orders.requests.isEmpty)
            #expect(try await stage.checkout(expecting: "22.00").items.count == 1)
        }
    }

    @Test("A price that changes on the way refuses the order and leaves the cart")
    func priceChangesOnTheWay() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            stage.orders.meanwhile { stage.catalog.put(tea, price: "9.00") }
            let problem = try await refusal { try await stage.checkout(key: "k") }
            #expect(problem.code == "price_changed" && problem["old"] == "10.00" && problem["new"] == "9.00")
            #expect(try await stage.contents(as: anna) == [tea: 2])
            let again = try await refusal { try await stage.checkout(key: "k") }
            #expect(again.code == "price_changed" && stage.orders.requests.count == 1)
        }
    }

    @Test("What there is not enough of, or not on sale any more, refuses the order and leaves the cart")
    func notEnough() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 5, as: anna)
            stage.catalog.put(tea, stock: 4)
            try await expectRefusal("insufficient_stock") { try await stage.checkout() }
            stage.catalog.put(tea, isActive: false)
            let gone = try await refusal { try await stage.checkout() }
            #expect(gone["lines"] == [["product_id": 1, "quantity": 5, "available": 0]])
            #expect(stage.orders.all.isEmpty)
            #expect(try await stage.contents(as: anna) == [tea: 5])
        }
    }

    @Test("A refusal that is no outcome frees key and cart")
    func otherRefusal() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, as: anna)
            stage.orders.refuse(with: .invalid([FieldError(pointer: "/items/0", code: "x", message: "is odd")]))
            let problem = try await refusal { try await stage.checkout(key: "k") }
            #expect(problem.status == .unprocessableContent && problem.pointers.isEmpty)
            stage.orders.refuse(with: nil)
            #expect(try await stage.checkout(key: "k").items.count == 1)
        }
    }

    @Test("The same key again gets the same order, another body is refused, another user has other keys")
    func replay() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, as: anna)
            let call = try EndpointCall(
                CartsAPI.checkout, body: Checkout(shippingAddress: "1 Quay"), idempotencyKey: "k")
            let first = await stage.shop.send(call.request, as: .user(anna))
            // What is in the cart by now does not matter, nor whether the catalog is there.
            try await stage.add(pot, as: anna)
            stage.catalogPeer.condition = .down
            let second = await stage.shop.send(call.request, as: .user(anna))
            #expect(first.status == .created && second.status == .created)
            #expect(second.fields[.idempotentReplayed] == "true")
            #expect(try await first.body.collect() == second.body.collect())
            stage.catalogPeer.condition = .up
            let reused = try await refusal { try await stage.checkout(to: "2 Quay", key: "k") }
            #expect(reused.code == "key_reused" && reused.status == .unprocessableContent)
            try await stage.add(cup, as: CartsStage.bert)
            #expect(try await stage.checkout(as: CartsStage.bert, key: "k").userID == CartsStage.bert)
            #expect(stage.orders.all.count == 2)
        }
    }

    @Test("Fifty checkouts at once make one order", arguments: [nil, "one-key"])
    func atOnce(key: String?) async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            let orders = try await withThrowingTaskGroup(of: OrderID?.self) { group in
                for _ in 1...50 {
                    group.addTask {
                        do {
                            return try await stage.checkout(key: key).id
                        } catch let problem as Problem {
                            // Under way, or already empty.
                            #expect(["request_in_progress", "invalid"].contains(problem.code))
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: Set<OrderID>()) { all, id in if let id { all.insert(id) } }
            }
            #expect(orders.count == 1)
            #expect(stage.orders.all.count == 1 && stage.orders.all.first?.items.map(\.quantity) == [2])
            #expect(try await stage.contents(as: anna).isEmpty)
        }
    }

    @Test("A sum that no price can be is refused")
    func tooDear() async throws {
        try await CartsStage.run { stage in
            stage.catalog.put(tea, price: "1.00", stock: 100_000)
            try await stage.add(tea, 100_000, as: anna)
            stage.catalog.put(tea, price: "9999999999.99", stock: 100_000)
            try await expectRefusal("invalid") { try await stage.checkout() }
            try await expectRefusal("invalid") { try await stage.cart(as: anna) }
        }
    }
}
