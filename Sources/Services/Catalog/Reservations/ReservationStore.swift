import Contracts
import Endpoints
import HTTP
import JSON
import Observability
import SQL
import Values

/// Promises stock to orders. Every step may be repeated: callers ask again when they have not heard an answer.
struct ReservationStore: Sendable {
    let stock: StockStore
    let currency: Currency
    let clock: WallClock

    /// Reserves every line or none; the same order again gets the same answer.
    ///
    /// The reservation's row comes first: two calls for one order meet there, and one waits for the other.
    /// - Throws: ``StockShortage`` with every line that is short, ``PriceDifference`` before anything is taken.
    func reserve(
        _ wanted: [ReservationRequest.Line], for order: OrderID, in transaction: any Transaction
    ) async throws -> Reservation {
        guard try await insert(order, .held, in: transaction) else {
            return try await earlier(order, holding: wanted, in: transaction)
        }
        let reservation = Reservation(
            orderID: order, state: .held, lines: try await priced(wanted, in: transaction))
        try await take(reservation, in: transaction)
        try await record(reservation, in: transaction)
        try FailPoints.crash(at: "catalog.reserving")
        return reservation
    }

    private func earlier(
        _ order: OrderID, holding wanted: [ReservationRequest.Line], in transaction: any Transaction
    ) async throws -> Reservation {
        let reservation = try await locked(order, in: transaction)
        guard reservation.state != .released else { throw Problem(.reservationReleased) }
        guard reservation.holds(wanted) else { throw Problem(.reservationDiffers) }
        return reservation
    }

    /// The lines with the names and prices of this moment.
    private func priced(
        _ wanted: [ReservationRequest.Line], in transaction: any Transaction
    ) async throws -> [Reservation.Line] {
        let rows = try await transaction.query(
            """
            select id, name, price, seller_id from products
            where id in \(list: wanted.map(\.productID)) and is_active
            """)
        var products: [ProductID: Row] = [:]
        for row in rows { products[try row.get(at: 0)] = row }
        var lines: [Reservation.Line] = []
        var unknown: [FieldError] = []
        var differences: [PriceDifference.Line] = []
        for (index, line) in wanted.enumerated() {
            guard let product = products[line.productID] else {
                unknown.append(
                    FieldError(
                        pointer: "/lines/\(index)/product_id", code: "unknown",
                        message: "there is no product \(line.productID) on sale"))
                continue
            }
            let price: Money = try product.get(at: 2)
            if let old = line.price, old != price {
                differences.append(
                    PriceDifference.Line(
                        pointer: "/lines/\(index)/price", productID: line.productID, old: old, new: price))
            }
            lines.append(
                Reservation.Line(
                    productID: line.productID, quantity: line.quantity, price: price,
                    productName: try product.get(at: 1), sellerID: try product.get(at: 3)))
        }
        guard unknown.isEmpty else { throw Problem.invalid(unknown) }
        guard differences.isEmpty else { throw PriceDifference(lines: differences) }
        return lines
    }

    /// Tells of all lines that are short; the error then undoes what was taken of the others.
    private func take(_ reservation: Reservation, in transaction: any Transaction) async throws {
        let taken = try await stock.reserve(reservation.linesInLockOrder, in: transaction)
        let short = reservation.lines.enumerated().filter { !taken.contains($0.element.productID) }
        guard !short.isEmpty else { return }
        let available = try await stock.available(short.map(\.element.productID), in: transaction)
        throw StockShortage(
            lines: short.map { index, line in
                StockShortage.Line(
                    pointer: "/lines/\(index)/quantity", productID: line.productID, wanted: line.quantity,
                    available: available[line.productID] ?? 0)
            })
    }

    /// Gives back what an order holds. An order not seen yet is marked, so that a reservation that comes late fails.
    func release(_ order: OrderID, in transaction: any Transaction) async throws {
        if try await insert(order, .released, in: transaction) { return }
        let reservation = try await locked(order, in: transaction)
        switch reservation.state {
        case .released: return
        case .fulfilled: throw Self.illegal(from: .fulfilled, to: .released)
        case .held, .packed: break
        }
        try await stock.release(reservation.linesInLockOrder, in: transaction)
        try await UnitAssignment.undo(of: order, in: transaction)
        try await enter(.released, reservation, in: transaction)
    }

    /// Assigns single copies to the lines that need them. Once assigned they stay: one of two who pack at once has an
    /// order that is packed, and a parcel with the copies that were assigned first.
    func pack(
        _ order: OrderID, with units: [PackRequest.Line]?, in transaction: any Transaction
    ) async throws -> Reservation {
        let reservation = try await locked(order, in: transaction)
        switch reservation.state {
        case .released: throw Problem(.reservationReleased)
        case .fulfilled: return reservation
        case .packed:
            if let units {
                try await UnitAssignment(reservation: reservation, chosen: units).requireCarriedOut(in: transaction)
            }
            return reservation
        case .held: break
        }
        try await UnitAssignment(reservation: reservation, chosen: units ?? []).carryOut(in: transaction)
        try await enter(.packed, reservation, in: transaction)
        return try await locked(order, in: transaction)
    }

    /// Consumes what an order holds: the goods have left.
    func fulfil(_ order: OrderID, in transaction: any Transaction) async throws -> Reservation {
        let reservation = try await locked(order, in: transaction)
        switch reservation.state {
        case .released: throw Problem(.reservationReleased)
        case .fulfilled: return reservation
        case .packed: break
        case .held:
            // Without packing nobody knows which copies have left.
            guard try await !UnitAssignment.isNeeded(for: reservation, in: transaction) else {
                throw Self.illegal(from: .held, to: .fulfilled)
            }
        }
        try await stock.consume(reservation.linesInLockOrder, in: transaction)
        try await UnitAssignment.sell(of: order, in: transaction)
        try await enter(.fulfilled, reservation, in: transaction)
        return try await locked(order, in: transaction)
    }

    /// Whether the row is new: false where the order has been seen before.
    private func insert(
        _ order: OrderID, _ state: ReservationState, in transaction: any Transaction
    ) async throws -> Bool {
        let now = clock.now()
        return try await transaction.execute(
            """
            insert into reservations (order_id, state, created_at, updated_at)
            values (\(order), \(state), \(now), \(now)) on conflict (order_id) do nothing
            """
        ).rowsChanged == 1
    }

    private func record(_ reservation: Reservation, in transaction: any Transaction) async throws {
        let order = reservation.orderID
        let rows = reservation.lines.enumerated().map { index, line -> Query in
            """
            (\(order), \(index), \(line.productID), \(line.quantity), \(line.price), \(line.productName),
                \(line.sellerID))
            """
        }.joined(separator: ", ")
        try await transaction.executeAhead(
            """
            insert into reservation_lines (order_id, position, product_id, quantity, price, product_name, seller_id)
            values \(fragment: rows)
            """)
    }

    private func enter(
        _ state: ReservationState, _ reservation: Reservation, in transaction: any Transaction
    ) async throws {
        try await transaction.executeAhead(
            """
            update reservations set state = \(state), updated_at = \(clock.now())
            where order_id = \(reservation.orderID)
            """)
    }

    /// The reservation, held until the end of the transaction.
    private func locked(_ order: OrderID, in transaction: any Transaction) async throws -> Reservation {
        let state = try await transaction.scalar(
            "select state from reservations where order_id = \(order)\(transaction.dialect.forUpdate)",
            as: ReservationState.self)
        guard let state else { throw Problem.notFound }
        var lines = try await transaction.query(
            """
            select product_id, quantity, price, product_name, seller_id from reservation_lines
            where order_id = \(order) order by position
            """
        ) { row in
            Reservation.Line(
                productID: try row.get(at: 0), quantity: try row.get(at: 1), price: try row.get(at: 2),
                productName: try row.get(at: 3), sellerID: try row.get(at: 4))
        }
        if state == .packed || state == .fulfilled {
            let units = try await UnitAssignment.units(of: order, in: transaction)
            for index in lines.indices { lines[index].units = units[lines[index].productID] ?? [] }
        }
        return Reservation(orderID: order, state: state, lines: lines)
    }

    private static func illegal(from: ReservationState, to: ReservationState) -> Problem {
        Problem(
            .illegalTransition, "The reservation is \(from.rawValue).",
            extensions: [(name: "from", value: .string(from.rawValue)), (name: "to", value: .string(to.rawValue))])
    }
}
