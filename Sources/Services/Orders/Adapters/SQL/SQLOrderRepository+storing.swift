import Contracts
import Messaging
import SQL
import Values

extension SQLOrderRepository {
    /// Writes what a change made of an order: the row, lines that were frozen, new steps of history, their events.
    /// - Returns: the order in its new version; nil, and nothing is written, if another version than `before` is stored.
    func store(_ order: Order, before: Order, in transaction: any Transaction) async throws -> Order? {
        let stored = order.stored()
        let updated = try await transaction.execute(
            """
            update orders set status = \(order.status), total_amount = \(order.total),
                shipping_address = \(order.shippingAddress.text), updated_at = \(order.updatedAt),
                deleted_at = \(order.deletedAt), version = \(stored.version)
                \(fragment: order.status == before.status ? "" : attempts(of: order))
            where id = \(order.number) and version = \(before.version)
            """)
        guard updated.rowsChanged == 1 else { return nil }
        let frozen = zip(order.lines, before.lines).filter { $0 != $1 }.map(\.0)
        if !frozen.isEmpty { try await store(frozen, in: transaction) }
        let steps = order.history.dropFirst(before.history.count)
        try await insert(steps, of: order.number, from: before.history.count + 1, in: transaction)
        if before.status == .pending, order.status != .pending {
            // It was placed earlier, but a request that names goods that do not exist leaves no order, and no event.
            try await outbox.append(OrderPlaced(OrderEventData(order, as: .pending)), in: transaction)
        }
        for step in steps { try await announce(step.status, of: order, in: transaction) }
        return stored
    }

    /// What the catalog has said of the lines, in one statement, however many they are. Whoever changes lines has changed
    /// their order first, so that nobody takes them in another order meanwhile.
    private func store(_ lines: [OrderLine], in transaction: any Transaction) async throws {
        let dialect = transaction.dialect
        let rows = lines.map { line -> Query in
            """
            (cast(\(line.number) as \(dialect.integer)), cast(\(line.productName) as text),
                cast(\(line.price) as \(dialect.money)), cast(\(line.vendor) as \(dialect.uuid)))
            """
        }.joined(separator: ", ")
        try await transaction.executeAhead(
            """
            with frozen (id, product_name, price, seller_id) as (values \(fragment: rows))
            update order_lines set product_name = frozen.product_name, price = frozen.price,
                seller_id = frozen.seller_id
            from frozen where order_lines.id = frozen.id
            """)
    }

    /// Whoever changed the order tells the catalog right away; the sweeper is for when that fails.
    private func attempts(of order: Order) -> Query {
        let nextAttempt = order.duty == nil ? nil : order.updatedAt + Self.patience
        return ", duty = \(order.duty), attempts = 0, next_attempt_at = \(nextAttempt)"
    }

    func insert(
        _ steps: some Collection<OrderStep>, of number: OrderNumber, from position: Int,
        in transaction: any Transaction
    ) async throws {
        for (offset, step) in steps.enumerated() {
            try await transaction.executeAhead(
                """
                insert into order_history (order_id, position, status, at, reason, actor)
                values (\(number), \(position + offset), \(step.status), \(step.at), \(step.reason), \(step.actor))
                """)
        }
    }

    private func announce(_ status: OrderStatus, of order: Order, in transaction: any Transaction) async throws {
        let data = OrderEventData(order, as: status)
        switch status {
        case .pending: break
        case .confirmed: try await outbox.append(OrderConfirmed(data), in: transaction)
        case .rejected: try await outbox.append(OrderRejected(data), in: transaction)
        case .packed: try await outbox.append(OrderPacked(data), in: transaction)
        case .shipped: try await outbox.append(OrderShipped(data), in: transaction)
        case .delivered: try await outbox.append(OrderDelivered(data), in: transaction)
        case .failed: try await outbox.append(OrderFailed(data), in: transaction)
        case .cancelled: try await outbox.append(OrderCancelled(data), in: transaction)
        }
    }
}
