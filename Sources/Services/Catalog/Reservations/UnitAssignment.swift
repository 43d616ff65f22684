import Contracts
import HTTP
import SQL
import Values

/// Which copies go to which lines of an order: of goods counted by units exactly as many as the line has pieces.
struct UnitAssignment: Sendable {
    let reservation: Reservation
    let chosen: [PackRequest.Line]

    func carryOut(in transaction: any Transaction) async throws {
        try checkProducts()
        try await checkCounts(in: transaction)
        let wanted = chosen.flatMap { line in line.units.map { (unit: $0, product: line.productID) } }
            .sorted { $0.unit < $1.unit }
        try await lock(wanted.map(\.unit), in: transaction)
        var assigned: [ProductID: Set<StockUnitID>] = [:]
        var rest = wanted[...]
        while !rest.isEmpty {
            for row in try await assign(rest.prefix(Self.largestStep), in: transaction) {
                assigned[try row.get(at: 0), default: []].insert(try row.get(at: 1))
            }
            rest = rest.dropFirst(Self.largestStep)
        }
        let missing = chosen.firstIndex { !(assigned[$0.productID] ?? []).isSuperset(of: $0.units) }
        guard let index = missing else { return }
        throw Problem(
            .unitUnavailable, "A unit is not of this product, or belongs to another order.",
            errors: [
                FieldError(
                    pointer: "/units/\(index)/units", code: "unit_unavailable",
                    message: "not all of these units are available")
            ])
    }

    /// Refuses other copies than the order has: who packs it a second time may have another parcel before them.
    func requireCarriedOut(in transaction: any Transaction) async throws {
        try checkProducts()
        try await checkCounts(in: transaction)
        let errors = chosen.enumerated().compactMap { index, line -> FieldError? in
            let assigned = reservation.lines.first { $0.productID == line.productID }?.units ?? []
            guard Set(assigned) != Set(line.units) else { return nil }
            return FieldError(
                pointer: "/units/\(index)/units", code: "unit_unavailable",
                message: "packed with \(assigned.map(\.description).joined(separator: ", "))")
        }
        guard !errors.isEmpty else { return }
        throw Problem(.unitUnavailable, "The order is packed with other units.", errors: errors)
    }

    /// The engine takes so many values at a time; an order has hardly ever more copies than that.
    private static let largestStep = 10_000

    /// Takes the copies in the order of their numbers, so that of two packings with the same copies each comes to its end.
    private func lock(_ wanted: [StockUnitID], in transaction: any Transaction) async throws {
        guard transaction.dialect.locksRows else { return }
        var rest = wanted[...]
        while !rest.isEmpty {
            try await transaction.lock(
                "select 1 from stock_units where id in \(list: rest.prefix(Self.largestStep)) order by id")
            rest = rest.dropFirst(Self.largestStep)
        }
    }

    /// Takes the copies of an order in the same order.
    private static func lock(of order: OrderID, in transaction: any Transaction) async throws {
        try await transaction.lock("select 1 from stock_units where order_id = \(order) order by id")
    }

    /// - Returns: product and id of the copies that were free, and of the product for which they were chosen.
    private func assign(
        _ wanted: some Collection<(unit: StockUnitID, product: ProductID)>, in transaction: any Transaction
    ) async throws -> [Row] {
        let dialect = transaction.dialect
        let rows = wanted.map { unit, product -> Query in
            "(cast(\(unit) as \(dialect.integer)), cast(\(product) as \(dialect.integer)))"
        }.joined(separator: ", ")
        return try await transaction.execute(
            """
            with wanted (id, product_id) as (values \(fragment: rows))
            update stock_units set state = \(StockUnitState.assigned), order_id = \(reservation.orderID) from wanted
            where stock_units.id = wanted.id and stock_units.product_id = wanted.product_id
                and state = \(StockUnitState.available)
            returning stock_units.product_id, stock_units.id
            """
        ).rows
    }

    /// Every product that is counted by units gets one for each piece, the others none.
    private func checkCounts(in transaction: any Transaction) async throws {
        let needing = try await Self.productsCountedByUnits(of: reservation, in: transaction)
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
        try await lock(of: order, in: transaction)
        try await transaction.execute(
            """
            update stock_units set state = \(StockUnitState.available), order_id = null
            where order_id = \(order) and state = \(StockUnitState.assigned)
            """)
    }

    /// Gone with the order.
    static func sell(of order: OrderID, in transaction: any Transaction) async throws {
        try await lock(of: order, in: transaction)
        try await transaction.execute(
            """
            update stock_units set state = \(StockUnitState.sold)
            where order_id = \(order) and state = \(StockUnitState.assigned)
            """)
    }
}
