import Contracts
import Endpoints
import HTTP
import SQL

/// How much there is and how much of it is promised. Every change is one conditional update: what it depends on is
/// looked at by the same statement that changes it, so that no two of them can both find the last piece.
struct StockStore: Sendable {
    let news: CatalogNews

    func available(_ id: ProductID, in connection: any SQLConnection) async throws -> Int? {
        try await connection.scalar("select on_hand - reserved from stock where product_id = \(id)")
    }

    func available(_ ids: [ProductID], in connection: any SQLConnection) async throws -> [ProductID: Int] {
        let rows = try await connection.query(
            "select product_id, on_hand - reserved from stock where product_id in \(list: ids)"
        ) { row in (try row.get(at: 0, as: ProductID.self), try row.get(at: 1, as: Int.self)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    func begin(_ id: ProductID, with quantity: Int, in transaction: any Transaction) async throws {
        try await transaction.execute("insert into stock (product_id, on_hand) values (\(id), \(quantity))")
        if quantity > 0 { try await news.stockChanged(id, available: quantity, before: 0, in: transaction) }
    }

    /// Sets what can be sold now; what is promised stays promised.
    func set(_ quantity: Int, of id: ProductID, in transaction: any Transaction) async throws {
        try await counted(id, in: transaction) {
            """
            update stock set on_hand = reserved + \(quantity)
            where product_id = \(id) and not counted_by_units
            returning on_hand - reserved
            """
        }
    }

    @discardableResult
    func add(_ quantity: Int, to id: ProductID, in transaction: any Transaction) async throws -> Int {
        try await counted(id, in: transaction) {
            """
            update stock set on_hand = on_hand + \(quantity)
            where product_id = \(id) and not counted_by_units
            returning on_hand - reserved
            """
        }
    }

    /// - Throws: ``StockShortage`` if so many cannot be sold now.
    func take(_ quantity: Int, from id: ProductID, in transaction: any Transaction) async throws -> Int {
        let taken = try await transaction.execute(
            """
            update stock set on_hand = on_hand - \(quantity)
            where product_id = \(id) and not counted_by_units and on_hand - reserved >= \(quantity)
            returning on_hand - reserved
            """)
        if let available = try taken.rows.first?.get(at: 0, as: Int.self) {
            try await news.stockChanged(id, available: available, before: available + quantity, in: transaction)
            return available
        }
        let left = try await transaction.first(
            "select on_hand - reserved, counted_by_units from stock where product_id = \(id)")
        guard let left else { throw Problem.notFound }
        if try left.get(at: 1, as: Bool.self) { throw Problem(.countedByUnits) }
        throw StockShortage(lines: [
            StockShortage.Line(
                pointer: "/quantity", productID: id, wanted: quantity, available: try left.get(at: 0))
        ])
    }

    /// A change that goods counted by units refuse.
    @discardableResult
    private func counted(
        _ id: ProductID, in transaction: any Transaction, _ update: () -> Query
    ) async throws -> Int {
        guard let row = try await transaction.execute(update()).rows.first else {
            guard try await available(id, in: transaction) != nil else { throw Problem.notFound }
            throw Problem(.countedByUnits, "Add or remove units instead.")
        }
        let available: Int = try row.get(at: 0)
        try await news.stockChanged(id, available: available, before: nil, in: transaction)
        return available
    }
}
