import HTTP
import Messaging
import SQL
import ServiceKit
import Values

/// Orders in a database. A change of an order, its history, its event and the answer kept under its key are one
/// transaction.
struct SQLOrderRepository: OrderRepository {
    let database: any Database
    let outbox: Outbox
    let keys: IdempotencyStore
    let receipts: OrderReceipts
    let currency: Currency
    let clock: WallClock

    /// How long a request may wait for the catalog before the sweeper takes its order up.
    static let patience = Duration.seconds(5)

    func update(
        _ number: OrderNumber, visibleTo viewer: OrderViewer, precondition: @escaping OrderPrecondition,
        _ change: @escaping @Sendable (inout Order) throws -> Void
    ) async throws -> Order {
        try await database.transaction { transaction in
            let before = try await locked(number, visibleTo: viewer, in: transaction)
            try precondition(before)
            var after = before
            try change(&after)
            guard let stored = try await store(after, before: before, in: transaction) else {
                // It was read under a lock.
                throw SQLError(.missingRow)
            }
            // Whoever cancels an order that still waits for the catalog is its answer: its key gets that.
            if before.status == .pending, stored.status != .pending {
                try await keys.finish(
                    reference: receipts.reference(number), try receipts.answer(stored), in: transaction)
            }
            return stored
        }
    }

    func settle(_ order: Order, as settlement: Settlement) async throws -> Order {
        let now = clock.now()
        return try await database.transaction { transaction in
            // In its first milliseconds hardly anybody else touches an order, so it is not read again before it is
            // known that somebody has.
            if let settled = try await settle(order, as: settlement, at: now, in: transaction) { return settled }
            let current = try await locked(order.number, visibleTo: .shop, in: transaction)
            return try await settle(current, as: settlement, at: now, in: transaction) ?? current
        }
    }

    /// Nil for an order that is no longer pending, or that is stored in another version.
    private func settle(
        _ before: Order, as settlement: Settlement, at now: Timestamp, in transaction: any Transaction
    ) async throws -> Order? {
        guard before.status == .pending else { return nil }
        var after = before
        switch settlement {
        case .confirmed(let goods):
            guard !before.isTakenBack else { return nil }
            try after.confirm(goods, at: now)
        case .rejected(let problem):
            try after.move(to: .rejected, at: now, reason: problem.detail ?? problem.title)
        }
        guard let stored = try await store(after, before: before, in: transaction) else { return nil }
        let outcome: IdempotentOutcome =
            switch settlement {
            case .confirmed: try receipts.answer(stored)
            case .rejected(let problem): receipts.refusal(problem, of: before.number)
            }
        try await keys.finish(reference: receipts.reference(before.number), outcome, in: transaction)
        return stored
    }

    func takeBack(_ number: OrderNumber) async throws -> Bool {
        // In another version, so that whoever has read it before looks again.
        try await database.execute(
            """
            update orders set duty = \(StockDuty.release), version = version + 1
            where id = \(number) and status = \(OrderStatus.pending)
            """
        ).rowsChanged == 1
    }

    func discard(_ number: OrderNumber) async throws {
        try await database.transaction { transaction in
            let removed = try await transaction.execute(
                "delete from orders where id = \(number) and status = \(OrderStatus.pending)")
            guard removed.rowsChanged == 1 else { return }
            // A refusal that is no outcome frees the key.
            try await keys.finish(reference: receipts.reference(number), .problem(Problem(.invalid)), in: transaction)
        }
    }

    func order(_ number: OrderNumber, visibleTo viewer: OrderViewer) async throws -> Order {
        guard let order = try await find(number, visibleTo: viewer, on: database) else { throw Problem.notFound }
        return order
    }

    private func find(
        _ number: OrderNumber, visibleTo viewer: OrderViewer, on connection: some SQLConnection,
        locking: SQLFragment = ""
    ) async throws -> Order? {
        let rows = try await connection.query(
            """
            select \(fragment: OrderRows.columns) from orders
            where id = \(number) \(fragment: viewer.condition)\(locking)
            """)
        return try await OrderRows.orders(of: rows, on: connection).first
    }

    private func locked(
        _ number: OrderNumber, visibleTo viewer: OrderViewer, in transaction: any Transaction
    ) async throws -> Order {
        let order = try await find(number, visibleTo: viewer, on: transaction, locking: transaction.dialect.forUpdate)
        guard let order else { throw Problem.notFound }
        return order
    }
}

extension OrderViewer {
    /// Narrows a query on orders to what the viewer may see.
    var condition: Query {
        switch self {
        case .buyer(let buyer): "and user_id = \(buyer) and deleted_at is null"
        case .staff: "and deleted_at is null"
        case .shop: ""
        }
    }
}
