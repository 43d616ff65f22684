import HTTP
import SQL
import ServiceKit
import Values

extension SQLOrderRepository {
    func open(_ draft: OrderDraft, key: IdempotentRequest?) async throws -> OpenedOrder {
        let now = clock.now()
        return try await database.transaction { transaction in
            switch try await keys.begin(key, in: transaction) {
            case .settled(let outcome):
                return .settled(outcome)
            case .fresh(let ticket), .resumed(let ticket):
                if let checkout = draft.checkout, let outcome = try await outcome(of: checkout, in: transaction) {
                    try await keys.abandon(ticket, in: transaction)
                    return .settled(outcome)
                }
                let order = try await insert(draft, at: now, in: transaction)
                try await keys.refer(ticket, to: receipts.reference(order.number), in: transaction)
                return .opened(order)
            }
        }
    }

    /// What came of a checkout whose key is forgotten already.
    private func outcome(
        of checkout: CheckoutNumber, in transaction: any Transaction
    ) async throws -> IdempotentOutcome? {
        let rows = try await transaction.query(
            "select \(fragment: OrderRows.columns) from orders where checkout_id = \(checkout)")
        guard let order = try await OrderRows.orders(of: rows, on: transaction).first else { return nil }
        switch order.status {
        case .pending: throw Problem(.requestInProgress, fields: [.retryAfter: "1"])
        case .rejected: return .problem(RejectedOrder(order).problem)
        default: return try receipts.answer(order)
        }
    }

    private func insert(_ draft: OrderDraft, at now: Timestamp, in transaction: any Transaction) async throws -> Order {
        let number: OrderNumber = try await transaction.insert(
            """
            insert into orders (user_id, checkout_id, status, total_amount, currency, shipping_address,
                next_attempt_at, created_at, updated_at)
            values (\(draft.buyer), \(draft.checkout), \(OrderStatus.pending), 0, \(currency),
                \(draft.shippingAddress.text), \(now + Self.patience), \(now), \(now))
            returning id
            """)
        let values = draft.lines.map { line -> Query in
            "(\(number), \(line.product), \(line.quantity), \(line.wantedPrice))"
        }
        let rows = try await transaction.execute(
            """
            insert into order_lines (order_id, product_id, quantity, wanted_price)
            values \(fragment: values.joined(separator: ", ")) returning id, product_id
            """
        ).rows
        let step = OrderStep(status: .pending, at: now, actor: draft.actor)
        try await insert([step], of: number, from: 1, in: transaction)
        // Rows may come back in any order; products are distinct.
        var lineNumbers: [ProductNumber: LineNumber] = [:]
        for row in rows { lineNumbers[try row.get("product_id")] = try row.get("id", as: LineNumber.self) }
        let lines = try draft.lines.map { line in
            guard let number = lineNumbers[line.product] else { throw SQLError(.missingRow) }
            return OrderLine(
                number: number, product: line.product, quantity: line.quantity, wantedPrice: line.wantedPrice)
        }
        return .restored(
            number: number, buyer: draft.buyer, checkout: draft.checkout, currency: currency, createdAt: now,
            status: .pending, lines: lines, total: .zero, shippingAddress: draft.shippingAddress, history: [step],
            duty: nil, updatedAt: now, deletedAt: nil, version: 1)
    }
}
