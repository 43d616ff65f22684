import Contracts
import Endpoints
import HTTP
import SQL
import ServiceKit

/// Single copies of goods, each with its place on a shelf. Goods that have any are counted by them.
struct UnitStore: Sendable {
    let news: CatalogNews

    static let order = ListOrder<StockUnitView>("newest", .descending, [.identifier("id", \.id)])

    static func page(of product: ProductID, _ window: PageWindow) throws -> Query {
        try order.query(
            "select id, place, state from stock_units", where: ["product_id = \(product)"], window)
    }

    static func count(of product: ProductID) -> Query {
        PageWindow.counting("from stock_units where product_id = \(product)")
    }

    func add(
        _ place: String, to product: ProductID, in transaction: any Transaction
    ) async throws -> StockUnitView {
        let added = try await transaction.execute(
            """
            update stock set on_hand = on_hand + 1, counted_by_units = \(true)
            where product_id = \(product) and (counted_by_units or on_hand = 0)
            returning on_hand - reserved
            """)
        guard let row = added.rows.first else {
            guard try await transaction.first("select 1 from stock where product_id = \(product)") != nil else {
                throw Problem.notFound
            }
            throw Problem(.inUse, "Pieces without a unit are in stock: set the stock to 0 first.")
        }
        let id: StockUnitID = try await transaction.insert(
            """
            insert into stock_units (product_id, place, state)
            values (\(product), \(place), \(StockUnitState.available.rawValue)) returning id
            """)
        try await news.stockChanged(product, available: try row.get(at: 0), before: nil, in: transaction)
        return StockUnitView(id: id, place: place, state: .available)
    }

    func move(
        _ id: StockUnitID, to place: String, if preconditions: Preconditions, in transaction: any Transaction
    ) async throws -> StockUnitView {
        _ = try await locked(id, if: preconditions, in: transaction)
        let moved = try await transaction.execute(
            "update stock_units set place = \(place) where id = \(id) returning id, place, state")
        guard let row = moved.rows.first else { throw Problem.notFound }
        return try StockUnitView(row)
    }

    /// - Throws: 409 `in_use` for a copy that is packed or sold, or that is needed for an order.
    func delete(_ id: StockUnitID, if preconditions: Preconditions, in transaction: any Transaction) async throws {
        let (unit, product) = try await locked(id, if: preconditions, in: transaction)
        guard unit.state == .available else {
            throw Problem(.inUse, "The unit belongs to an order.")
        }
        // Goods whose last copy goes may be counted plainly again.
        let removed = try await transaction.execute(
            """
            update stock set on_hand = on_hand - 1, counted_by_units = (on_hand > 1)
            where product_id = \(product) and on_hand > reserved
            returning on_hand - reserved
            """)
        guard let row = removed.rows.first else {
            throw Problem(.inUse, "Every unit of these goods is reserved.")
        }
        try await transaction.execute("delete from stock_units where id = \(id)")
        try await news.stockChanged(product, available: try row.get(at: 0), before: nil, in: transaction)
    }

    private func locked(
        _ id: StockUnitID, if preconditions: Preconditions, in transaction: any Transaction
    ) async throws -> (unit: StockUnitView, product: ProductID) {
        let found = try await transaction.first(
            "select id, place, state, product_id from stock_units where id = \(id)\(transaction.dialect.forUpdate)")
        guard let found else { throw Problem.notFound }
        let unit = try StockUnitView(found)
        if !preconditions.isEmpty { try preconditions.check(ETag(ofEncoded: unit)) }
        return (unit, try found.get(at: 3))
    }
}

extension StockUnitState: SQLCodable {}

extension StockUnitView {
    /// From a row of `id, place, state`.
    init(_ row: Row) throws(SQLError) {
        self.init(id: try row.get(at: 0), place: try row.get(at: 1), state: try row.get(at: 2))
    }
}
