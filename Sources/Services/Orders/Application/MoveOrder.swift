import Observability
import Values

/// Moves an order along, and tells the catalog what follows from it.
struct MoveOrder: Sendable {
    let orders: any OrderRepository
    let stock: any StockKeeper
    let payDuty: PayStockDuty
    let clock: WallClock

    func cancel(
        _ number: OrderNumber, visibleTo viewer: OrderViewer, by actor: BuyerID,
        if precondition: @escaping OrderPrecondition = { _ in }
    ) async throws -> Order {
        try await move(number, to: .cancelled, visibleTo: viewer, by: actor, if: precondition)
    }

    func ship(
        _ number: OrderNumber, by actor: BuyerID, if precondition: @escaping OrderPrecondition = { _ in }
    ) async throws -> Order {
        try await move(number, to: .shipped, visibleTo: .staff, by: actor, if: precondition)
    }

    func deliver(
        _ number: OrderNumber, by actor: BuyerID, if precondition: @escaping OrderPrecondition = { _ in }
    ) async throws -> Order {
        try await move(number, to: .delivered, visibleTo: .staff, by: actor, if: precondition)
    }

    func fail(
        _ number: OrderNumber, because reason: String, by actor: BuyerID,
        if precondition: @escaping OrderPrecondition = { _ in }
    ) async throws -> Order {
        try await move(number, to: .failed, visibleTo: .staff, because: reason, by: actor, if: precondition)
    }

    /// Assigns units at the catalog first: an order is packed only once its parcel can be filled. Should it be cancelled
    /// in between, the release takes the units back. Should the process die in between, the order is packed again with the
    /// same units; the catalog refuses others, and names these.
    func pack(
        _ number: OrderNumber, units: [LineNumber: [UnitNumber]], by actor: BuyerID,
        if precondition: @escaping OrderPrecondition = { _ in }
    ) async throws -> Order {
        let order = try await orders.order(number, visibleTo: .staff)
        try precondition(order)
        guard order.status.successors.contains(.packed) else {
            throw IllegalTransition(from: order.status, to: .packed)
        }
        let foreign = Set(units.keys).subtracting(order.lines.map(\.number))
        guard foreign.isEmpty else { throw UnknownLines(numbers: foreign.sorted()) }
        do {
            try await stock.pack(order, units: units)
        } catch OrderRefusal.released {
            let current = try await orders.order(number, visibleTo: .staff)
            throw IllegalTransition(from: current.status, to: .packed)
        }
        try FailPoints.crash(at: "orders.units_assigned")
        return try await move(number, to: .packed, visibleTo: .staff, by: actor, if: precondition)
    }

    private func move(
        _ number: OrderNumber, to status: OrderStatus, visibleTo viewer: OrderViewer, because reason: String? = nil,
        by actor: BuyerID, if precondition: @escaping OrderPrecondition
    ) async throws -> Order {
        let now = clock.now()
        let order = try await orders.update(number, visibleTo: viewer, precondition: precondition) { order in
            try order.move(to: status, at: now, reason: reason, by: actor)
        }
        try FailPoints.crash(at: "orders.moved")
        try await payDuty.now(order)
        return order
    }
}

/// Units were given for lines that the order does not have.
struct UnknownLines: Error, Hashable {
    let numbers: [LineNumber]
}
