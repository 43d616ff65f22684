import Contracts
import HTTP
import JSON
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Orders

@Suite("Placing an order")
struct PlacingTests {
    @Test("A buyer gets an order with the names and prices of the moment, and the goods are held")
    func good() async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place()
            #expect(order.status == .confirmed)
            #expect(order.userID == OrdersStage.anna)
            #expect(order.user?.username == "anna")
            #expect(order.items.map(\.productName) == ["Lamp", "Chair"])
            #expect(order.items.map(\.price.description) == ["19.99", "45.00"])
            #expect(order.totalAmount.description == "84.98")
            #expect(order.currency == .usd)
            #expect(order.history.map(\.status) == [.pending, .confirmed])
            #expect(stage.catalog.reservation(of: order.id)?.state == .held)
            #expect(try await stage.events(of: order.id) == ["order.placed", "order.confirmed"])
            stage.catalog.change(1) {
                $0.price = Money(minorUnits: 1); $0.name = "Dear lamp"
            }
            let later = try await stage.read(order.id, as: OrdersStage.buyer)
            #expect(later.items.map(\.productName) == ["Lamp", "Chair"])
            #expect(later.totalAmount.description == "84.98")
            try await stage.expectSound()
        }
    }

    @Test("The answer says where the order is, and its tag is the order's own")
    func answer() async throws {
        try await OrdersStage.run { stage in
            let body = #"{"shipping_address": "1 Harbour Street", "items": [{"product_id": 1, "quantity": 1}]}"#
            let fields: HTTPFields = [.idempotencyKey: "k"]
            let first = try await stage.shop.send(
                .post, "/api/v1/orders/", json: body, fields: fields, as: OrdersStage.buyer)
            #expect(first.status == .created)
            #expect(first.fields[.location] == "/api/v1/orders/1/")
            let read = try await stage.shop.send(.get, "/api/v1/orders/1/", as: OrdersStage.buyer)
            #expect(first.fields[.etag] != nil)
            #expect(first.fields[.etag] == read.fields[.etag])
            let again = try await stage.shop.send(
                .post, "/api/v1/orders/", json: body, fields: fields, as: OrdersStage.buyer)
            #expect(again.status == .created)
            #expect(again.fields[.idempotentReplayed] == "true")
            #expect(again.fields[.location] == first.fields[.location])
            #expect(again.fields[.etag] == first.fields[.etag])
            let (one, other) = (try await first.text, try await again.text)
            #expect(one == other)
        }
    }

    @Test("Without enough in stock the order stays as rejected, and the key is bound to the refusal")
    func shortage() async throws {
        try await OrdersStage.run { stage in
            let problem = await stage.refusal(OrdersStage.order((1, 2), (2, 6)), key: "k")
            #expect(problem?.status == .conflict)
            #expect(problem?.code == "insufficient_stock")
            #expect(problem?[member: "order_id"] == "1")
            #expect(problem?.pointers == ["/items/1/quantity"])
            let order = try await stage.read(OrderID(1), as: OrdersStage.buyer)
            #expect(order.status == .rejected)
            #expect(order.history.last?.reason == "Not enough in stock")
            #expect(stage.catalog[1]?.reserved == 0)
            stage.catalog.change(2) { $0.onHand = 100 }
            let again = await stage.refusal(OrdersStage.order((1, 2), (2, 6)), key: "k")
            #expect(again?.code == "insufficient_stock")
            #expect(again?[member: "order_id"] == "1")
            #expect(try await stage.count("orders") == 1)
            try await stage.expectSound()
        }
    }

    @Test("A price that is not today's is refused, and nothing is held")
    func priceChanged() async throws {
        try await OrdersStage.run { stage in
            var order = OrdersStage.order((1, 1), (2, 1))
            order.items[1].price = Money(minorUnits: 4400)
            let problem = await stage.refusal(order)
            #expect(problem?.code == "price_changed")
            #expect(problem?.pointers == ["/items/1/price"])
            #expect(try await stage.read(OrderID(1)).status == .rejected)
            #expect(stage.catalog[2]?.reserved == 0)
            order.items[1].price = Money(minorUnits: 4500)
            #expect(try await stage.place(order).status == .confirmed)
            try await stage.expectSound()
        }
    }

    @Test("A product that does not exist is a 422 that leaves nothing behind, not even the key")
    func unknownProduct() async throws {
        try await OrdersStage.run { stage in
            let problem = await stage.refusal(OrdersStage.order((1, 1), (77, 1)), key: "k")
            #expect(problem?.status == .unprocessableContent)
            #expect(problem?.pointers == ["/items/1/product_id"])
            for table in ["orders", "order_lines", "order_history", "idempotency_keys", "souk_outbox"] {
                #expect(try await stage.count(table) == 0, "\(table)")
            }
            stage.catalog[77] = FakeCatalog.Goods(name: "New", price: Money(minorUnits: 100), onHand: 1)
            #expect(try await stage.place(OrdersStage.order((1, 1), (77, 1)), key: "k").status == .confirmed)
            try await stage.expectSound()
        }
    }

    @Test("A total beyond all money is a 422, and the goods are given back")
    func tooMuch() async throws {
        try await OrdersStage.run { stage in
            stage.catalog[3] = FakeCatalog.Goods(name: "Palace", price: .maximum, onHand: 10)
            let problem = await stage.refusal(OrdersStage.order((3, 2)), key: "k")
            #expect(problem?.status == .unprocessableContent)
            #expect(problem?.pointers == ["/items"])
            #expect(try await stage.count("orders") == 0)
            #expect(try await stage.count("idempotency_keys") == 0)
            #expect(stage.catalog[3]?.reserved == 0)
            try await stage.expectSound()
        }
    }

    @Test(
        "What cannot be an order is refused by field, and nothing is written or asked",
        arguments: [
            (#"{"shipping_address": "x", "items": []}"#, "/items"),
            (
                #"{"shipping_address": "x", "items": [{"product_id": 1, "quantity": 1}, {"product_id": 1, "quantity": 2}]}"#,
                "/items/1/product_id"
            ),
            (#"{"shipping_address": " \t ", "items": [{"product_id": 1, "quantity": 1}]}"#, "/shipping_address"),
            (#"{"items": [{"product_id": 1, "quantity": 1}]}"#, "/shipping_address"),
            (#"{"shipping_address": "x", "items": [{"product_id": 1, "quantity": 0}]}"#, "/items/0/quantity"),
            (#"{"shipping_address": "x", "items": [{"product_id": 1, "quantity": 1.5}]}"#, "/items/0/quantity"),
            (#"{"shipping_address": "x", "items": [{"product_id": "1", "quantity": 1}]}"#, "/items/0/product_id"),
            (
                #"{"shipping_address": "x", "items": [{"product_id": 1, "quantity": 1}], "status": "shipped"}"#,
                "/status"
            ),
        ])
    func invalid(_ body: String, _ pointer: String) async throws {
        try await OrdersStage.run { stage in
            let response = try await stage.shop.send(.post, "/api/v1/orders/", json: body, as: OrdersStage.buyer)
            #expect(response.status == .unprocessableContent)
            let pointers = try await response.json["errors"]?.arrayValue?.compactMap { $0["pointer"]?.stringValue }
            #expect(pointers?.contains(pointer) == true, "\(pointers ?? [])")
            #expect(try await stage.contents() == [])
            #expect(stage.line.calls == [])
        }
    }

    @Test("Staff place orders for buyers, buyers only for themselves")
    func forAnother() async throws {
        try await OrdersStage.run { stage in
            var order = OrdersStage.order((1, 1))
            order.userID = OrdersStage.anna
            let placed = try await stage.place(order, as: OrdersStage.staff)
            #expect(placed.userID == OrdersStage.anna)
            #expect(try await stage.read(placed.id, as: OrdersStage.buyer).status == .confirmed)
            let refused = await stage.refusal(order, as: OrdersStage.otherBuyer)
            #expect(refused?.status == .forbidden)
            order.userID = OrdersStage.bert
            let unknown = await stage.refusal(order, as: OrdersStage.staff)
            #expect(unknown?.pointers == ["/user_id"])
            #expect(try await stage.count("orders") == 1)
        }
    }

    @Test("The same key with another order is refused, and other people's keys are their own")
    func keyReused() async throws {
        try await OrdersStage.run { stage in
            try await stage.place(OrdersStage.order((1, 1)), key: "k")
            let before = try await stage.contents()
            let problem = await stage.refusal(OrdersStage.order((1, 2)), key: "k")
            #expect(problem?.status == .unprocessableContent)
            #expect(problem?.code == "key_reused")
            #expect(try await stage.contents() == before)
            #expect(
                try await stage.place(OrdersStage.order((1, 1)), key: "k", as: OrdersStage.otherBuyer).id != OrderID(1))
        }
    }

    @Test("Without accounts an order is placed all the same, and nobody waits for it twice")
    func accountsAway() async throws {
        try await withDatabase(Orders.migrations) { database, _ in
            let asked = Tally()
            let stage = try OrdersStage(on: database)
            let accounts = StubPeer.losingAnswers("accounts") { asked.add() }
            let shop = try ServiceTester(
                Orders(
                    database: database, catalog: StubPeer.client("catalog", over: stage.line), accounts: accounts,
                    currency: .usd, clock: stage.clock.wallClock))
            let order = try await shop.call(
                OrdersAPI.place, body: OrdersStage.order((1, 1)), as: OrdersStage.buyer)
            #expect(order.status == .confirmed)
            #expect(order.user == nil)
            #expect(asked.value == 1)
        }
    }
}
