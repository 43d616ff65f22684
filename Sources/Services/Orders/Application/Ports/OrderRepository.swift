import HTTP
import ServiceKit
import Values

/// Where orders are kept. Each method is one transaction; what an order went through is announced in the same one.
protocol OrderRepository: Sendable {
    /// Writes a pending order down, claiming the request's key in the same transaction.
    func open(_ draft: OrderDraft, key: IdempotentRequest?) async throws -> OpenedOrder

    /// Brings a pending order to its answer, together with the key that it was placed with. An order that is no longer
    /// pending stays as it is: another has settled it, or it was cancelled.
    /// - Parameter order: as the caller has seen it; what has changed since is heard.
    func settle(_ order: Order, as settlement: Settlement) async throws -> Order

    /// Changes an order: reads it locked, lets `change` decide, stores what became of it and announces it.
    /// - Parameter precondition: refuses if the client has seen an older version.
    /// - Throws: what `change` throws, and nothing is stored then.
    func update(
        _ number: OrderNumber, visibleTo viewer: OrderViewer, precondition: @escaping OrderPrecondition,
        _ change: @escaping @Sendable (inout Order) throws -> Void
    ) async throws -> Order

    /// Lets nobody confirm a pending order any more, as it was a mistake of its request.
    /// - Returns: false for one that is no longer pending.
    func takeBack(_ number: OrderNumber) async throws -> Bool

    /// Unwrites a pending order that was a mistake of its request, and frees the request's key.
    func discard(_ number: OrderNumber) async throws

    func order(_ number: OrderNumber, visibleTo viewer: OrderViewer) async throws -> Order

    /// Takes some orders that have waited for the catalog's answer, or owe it something, so that no other sweeper
    /// takes them for a while.
    func takeUnfinished(limit: Int) async throws -> [Order]

    /// Strikes out what an order owed the catalog.
    func strikeOut(_ duty: StockDuty, of number: OrderNumber) async throws
}

/// What became of an attempt to write an order down.
enum OpenedOrder: Sendable {
    case opened(Order)
    /// The key or the checkout has been used: this came of it.
    case settled(IdempotentOutcome)
}

/// What the catalog's answer makes of a pending order.
enum Settlement: Sendable {
    case confirmed([PricedGoods])
    case rejected(Problem)
}

/// Checks an order's version before it is changed, in the same transaction.
typealias OrderPrecondition = @Sendable (Order) throws -> Void

/// Whose orders a query may see. The rule stands in the query itself.
enum OrderViewer: Sendable, Hashable {
    case buyer(BuyerID)
    case staff
    /// The shop itself: its sweepers, its peers.
    case shop
}
