import Contracts
import SQL

/// What becomes of the stock of an order's lines: each in one statement, however many lines there are.
extension StockStore {
    /// Promises what is there of each line.
    /// - Returns: the products that were promised. Nobody is told unless all of them were.
    func reserve(_ lines: [Reservation.Line], in transaction: any Transaction) async throws -> Set<ProductID> {
        try await lock(lines, in: transaction)
        let rows = try await transaction.execute(
            """
            \(fragment: wanted(lines, transaction.dialect))
            update stock set reserved = reserved + wanted.quantity from wanted
            where stock.product_id = wanted.product_id and on_hand - reserved >= wanted.quantity
            returning stock.product_id, stock.on_hand - stock.reserved
            """
        ).rows
        let available = try Self.available(rows)
        if available.count == lines.count {
            try await tell(of: lines, available, in: transaction) { available, quantity in available + quantity }
        }
        return Set(available.keys)
    }

    /// Takes promises back: the goods can be sold again.
    func release(_ lines: [Reservation.Line], in transaction: any Transaction) async throws {
        try await lock(lines, in: transaction)
        let rows = try await transaction.execute(
            """
            \(fragment: wanted(lines, transaction.dialect))
            update stock set reserved = reserved - wanted.quantity from wanted
            where stock.product_id = wanted.product_id
            returning stock.product_id, stock.on_hand - stock.reserved
            """
        ).rows
        try await tell(of: lines, try Self.available(rows), in: transaction) { available, quantity in
            available - quantity
        }
    }

    /// Keeps promises: the goods have left. What can be sold does not change by that.
    func consume(_ lines: [Reservation.Line], in transaction: any Transaction) async throws {
        try await lock(lines, in: transaction)
        try await transaction.executeAhead(
            """
            \(fragment: wanted(lines, transaction.dialect))
            update stock set on_hand = on_hand - wanted.quantity, reserved = reserved - wanted.quantity from wanted
            where stock.product_id = wanted.product_id
            """)
    }

    /// Takes the rows in one order, so that of two orders for the same goods each comes to its end.
    private func lock(_ lines: [Reservation.Line], in transaction: any Transaction) async throws {
        try await transaction.lock(
            "select 1 from stock where product_id in \(list: lines.map(\.productID)) order by product_id")
    }

    /// The lines as a table.
    private func wanted(_ lines: [Reservation.Line], _ dialect: Dialect) -> Query {
        let rows = lines.map { line -> Query in
            "(cast(\(line.productID) as \(dialect.integer)), cast(\(line.quantity) as \(dialect.integer)))"
        }.joined(separator: ", ")
        return "with wanted (product_id, quantity) as (values \(fragment: rows))"
    }

    private static func available(_ rows: [Row]) throws -> [ProductID: Int] {
        var available: [ProductID: Int] = [:]
        for row in rows { available[try row.get(at: 0)] = try row.get(at: 1, as: Int.self) }
        return available
    }

    private func tell(
        of lines: [Reservation.Line], _ available: [ProductID: Int], in transaction: any Transaction,
        before: (_ available: Int, _ quantity: Int) -> Int
    ) async throws {
        let changes = try lines.map { line in
            guard let now = available[line.productID] else { throw SQLError(.missingRow) }
            return CatalogNews.StockChange(
                product: line.productID, available: now, before: before(now, line.quantity))
        }
        try await news.stockChanged(changes, in: transaction)
    }
}
