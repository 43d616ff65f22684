import Contracts
import HTTP
import SQL

/// Which copies go to which lines of an order: of goods counted by units exactly as many as the line has pieces.
struct UnitAssignment: Sendable {
    let reservation: Reservation
    let chosen: [PackRequest.Line]

    func carryOut(in transaction: any Transaction) async throws {
        try checkProducts()
        let needing = try await Self.productsCountedByUnits(of: reservation, in: transaction)
        let order = reservation.orderID
        // Packing again with other copies puts the first ones back.
        try await Self.undo(of: order, in: transaction)
        for line in reservation.linesInLockOrder {
            let index = chosen.firstIndex { $0.productID == line.productID }
            let units = index.map { chosen[$0].units } ?? []
            let wanted = needing.contains(line.productID) ? line.quantity : 0
            guard Set(units).count == units.count, units.count == wanted else {
                throw Problem.invalid([
                    FieldError(
                        pointer: index.map { "/units/\($0)/units" } ?? "/units", code: "count",
                        message: "product \(line.productID) needs \(wanted) different units")
                ])
            }
            guard wanted > 0 else { continue }
            let assigned = try await transaction.execute(
                """
                update stock_units set state = \(StockUnitState.assigned), order_id = \(order)
                where id in \(list: units) and product_id = \(line.productID)
                    and state = \(StockUnitState.available)
                """)
            guard assigned.rowsChanged == wanted else {
                throw Problem(
                    .unitUnavailable, "A unit is not of this product, or belongs to another order.",
                    errors: [
                        FieldError(
                            pointer: index.map { "/units/\($0)/units" } ?? "/units", code: "unit_unavailable",
                            message: "not all of these units are available")
                    ])
            }
        }
    }

    /// Every product stands in the order, and once.
    private func checkProducts() throws {
        var seen: Set<ProductID> = []
        let ordered = Set(reservation.lines.map(\.productID))
        let errors = chosen.enumerated().compactMap { index, line -> FieldError? in
            let pointer = "/units/\(index)/product_id"
            guard ordered.contains(line.productID) else {
                return FieldError(pointer: pointer, code: "unknown", message: "the order has no such product")
            }
            guard seen.insert(line.productID).inserted else {
                return FieldError(pointer: pointer, code: "duplicate", message: "stands here twice")
            }
            return nil
        }
        guard errors.isEmpty else { throw Problem.invalid(errors) }
    }

    static func isNeeded(for reservation: Reservation, in transaction: any Transaction) async throws -> Bool {
        try await !productsCountedByUnits(of: reservation, in: transaction).isEmpty
    }

    private static func productsCountedByUnits(
        of reservation: Reservation, in transaction: any Transaction
    ) async throws -> Set<ProductID> {
        Set(
            try await transaction.query(
                """
                select product_id from stock
                where product_id in \(list: reservation.lines.map(\.productID)) and counted_by_units
                """
            ) { try $0.get(at: 0, as: ProductID.self) })
    }

    /// The copies that an order has, by product.
    static func units(
        of order: OrderID, in transaction: any Transaction
    ) async throws -> [ProductID: [StockUnitID]] {
        var units: [ProductID: [StockUnitID]] = [:]
        let rows = try await transaction.query(
            "select product_id, id from stock_units where order_id = \(order) order by id")
        for row in rows { units[try row.get(at: 0), default: []].append(try row.get(at: 1)) }
        return units
    }

    /// Back to their shelves.
    static func undo(of order: OrderID, in transaction: any Transaction) async throws {
        try await transaction.execute(
            """
            update stock_units set state = \(StockUnitState.available), order_id = null
            where order_id = \(order) and state = \(StockUnitState.assigned)
            """)
    }

    /// Gone with the order.
    static func sell(of order: OrderID, in transaction: any Transaction) async throws {
        try await transaction.execute(
            """
            update stock_units set state = \(StockUnitState.sold)
            where order_id = \(order) and state = \(StockUnitState.assigned)
            """)
    }
}
