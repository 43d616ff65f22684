import Contracts
import SQL
import Testing
import Values

@testable import Orders

@Suite("The orders' invariants")
struct OrdersInvariantsTests {
    @Test("Orders in every state are sound")
    func sound() async throws {
        try await OrdersStage.run { stage in
            for status in OrderStatus.allCases { _ = try await stage.order(in: status) }
            try await stage.expectSound()
            #expect(try await Orders.holdings(stage.database).count == 8)
        }
    }

    @Test(
        "Whatever is damaged is found, and named",
        arguments: [
            ("update orders set total_amount = 1", "an order's total is the sum of its lines: order 1 says 1"),
            ("delete from order_lines", "every order has lines: order 1"),
            ("update order_lines set product_name = ''", "what was confirmed has names and prices: order 1"),
            ("update orders set deleted_at = 1", "only finished orders are deleted: order 1"),
            ("update orders set status = 'packed'", "an order is where its history ends: order 1 is packed"),
            ("delete from order_history where position = 1", "a history begins with pending and has no gaps: order 1"),
            (
                "insert into order_history (order_id, position, status, at) values (1, 3, 'delivered', 0)",
                "an order goes only where it may: order 1 went from confirmed to delivered"
            ),
            (
                "update orders set duty = 'release', next_attempt_at = 1",
                "an order owes the catalog what follows from its state: order 1 is confirmed"
            ),
            ("update orders set next_attempt_at = 1", "just the orders that are not done are taken up again: order 1"),
            (
                "update orders set next_attempt_at = 1, attempts = 21",
                "what was begun is finished: order 1 is confirmed after 21 attempts"
            ),
            (
                "update idempotency_keys set outcome = null",
                "a key without an outcome belongs to an order that is pending: the key of order:1"
            ),
            ("update souk_outbox set status = 'dead'", "every event is sent in the end: order.confirmed of orders/1"),
        ])
    func damaged(_ damage: String, _ words: String) async throws {
        try await OrdersStage.run { stage in
            try await stage.place(OrdersStage.order((1, 1)), key: "k")
            try await stage.database.execute("\(unescaped: damage)")
            let violations = try await OrdersInvariants.violations(stage.database)
            #expect(violations.contains { $0.description.hasPrefix(words) }, "\(violations)")
        }
    }

    @Test("An order and its reservation agree, or it is said how they do not")
    func holdings() {
        func holding(_ status: OrderStatusName, isUnsettled: Bool = false) -> OrderHolding {
            OrderHolding(
                orderID: OrderID(7), status: status, isUnsettled: isUnsettled, quantities: [ProductID(1): 2])
        }
        let lines = [ProductID(1): 2]
        #expect(holding(.confirmed).disagreement(with: .held, holding: lines) == nil)
        #expect(holding(.cancelled, isUnsettled: true).disagreement(with: .held, holding: lines) == nil)
        #expect(holding(.rejected).disagreement(with: nil, holding: [:]) == nil)
        #expect(
            holding(.confirmed).disagreement(with: nil, holding: [:])
                == "order 7 is confirmed, its reservation missing")
        #expect(
            holding(.cancelled).disagreement(with: .held, holding: lines)
                == "order 7 is cancelled, its reservation held")
        #expect(
            holding(.confirmed).disagreement(with: .held, holding: [ProductID(1): 3])
                == "order 7 is reserved with other lines than it has")
    }
}
