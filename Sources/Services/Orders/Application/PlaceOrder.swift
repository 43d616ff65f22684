import HTTP
import Observability
import ServiceKit
import Values

/// Places an order: writes it down as pending first, then lets the catalog hold the goods, then answers.
///
/// Whatever dies in between, the row is there, and the sweeper brings it to an end.
struct PlaceOrder: Sendable {
    let orders: any OrderRepository
    let stock: any StockKeeper
    let settle: SettleOrder
    let customers: any CustomerDirectory

    /// - Throws: the catalog's problem, with the order's id, for an order that is rejected; 422 for goods that do not
    ///   exist; 503 while the catalog does not answer: the order is finished later then.
    func callAsFunction(_ draft: OrderDraft, key: IdempotentRequest?) async throws -> PlacedOrder {
        // The answer is stored with the order, and no transaction can wait for another service.
        _ = await customers.names(of: [draft.buyer])
        switch try await orders.open(draft, key: key) {
        case .settled(let outcome):
            return .settled(outcome)
        case .opened(let order):
            try FailPoints.crash(at: "orders.opened")
            return .placed(try await finish(order))
        }
    }

    private func finish(_ order: Order) async throws -> Order {
        switch try await settle(order) {
        case .settled(let order, let refusal):
            return try answer(order, refusal)
        case .mistaken(let problem):
            // A sweeper may have had a better answer meanwhile; from here on none confirms it.
            guard try await orders.takeBack(order.number) else {
                return try await answer(orders.order(order.number, visibleTo: .shop))
            }
            // Released first: once the order is unwritten, nobody would know of a reservation that comes late.
            try await stock.release(order.number)
            try FailPoints.crash(at: "orders.taken_back")
            try await orders.discard(order.number)
            throw problem
        }
    }

    private func answer(_ order: Order, _ refusal: Problem? = nil) throws -> Order {
        guard order.status != .rejected else { throw RejectedOrder(order, refusal: refusal) }
        return order
    }
}

enum PlacedOrder: Sendable {
    case placed(Order)
    /// The same request was answered before.
    case settled(IdempotentOutcome)
}

/// The catalog refused. The order stays, as `rejected`, and the problem tells its id.
struct RejectedOrder: Error, Sendable {
    let number: OrderNumber
    let refusal: Problem

    /// - Parameter refusal: nil if the catalog's own words are not at hand; the history has their gist.
    init(_ order: Order, refusal: Problem? = nil) {
        number = order.number
        self.refusal = refusal ?? .conflict(.conflict, order.history.last?.reason)
    }
}
