import Contracts
import Endpoints
import HTTP
import ServiceKit
import Values

/// What other services ask of orders.
struct PeerRoutes: RouteCollection {
    let place: PlaceOrder
    let list: OrderList

    var routes: Routes {
        Route(OrdersAPI.checkout, checkout)
        Route(OrdersAPI.openOrders, openOrders)
    }

    /// The checkout's id is its idempotency key: carts repeat the call until they have an answer. The id alone, as a
    /// checkout does not change, while its wording may: with the order of lines, or a version that says more of them.
    private func checkout(
        _ request: Request<PeerService, ByCheckout, Nothing, CheckoutOrder>
    ) async throws -> Reply<OrderView> {
        let checkout = CheckoutNumber(request.path.checkoutID.rawValue)
        let buyer = BuyerID(request.body.userID.rawValue)
        let draft = try OrderDraft(
            buyer: buyer, actor: buyer, checkout: checkout, address: request.body.shippingAddress,
            items: request.body.items)
        let key = IdempotentRequest(
            key: checkout.description, principal: "service \(request.caller.name)", route: "checkout",
            body: [])
        switch try await place(draft, key: key) {
        case .placed(let order):
            let view = OrderView(order, buyer: place.customers.knownName(of: buyer))
            return Reply(view, etag: order.etag, location: order.location)
        case .settled(let outcome):
            return .stored(try outcome.replay())
        }
    }

    private func openOrders(
        _ request: Request<PeerService, ByCustomer, Nothing, Nothing>
    ) async throws -> OpenOrders {
        OpenOrders(count: try await list.countOpen(of: BuyerID(request.path.userID.rawValue)))
    }
}
