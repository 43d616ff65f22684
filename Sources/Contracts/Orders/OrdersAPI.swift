public import Endpoints
import HTTP

/// What orders offer: placing, following and moving an order along.
public enum OrdersAPI {
    public static let place = Endpoint(
        .post, "orders/", "Place an order; staff may place one for another user", body: NewOrder.self,
        returns: OrderView.self, status: .created, caller: User.self, idempotencyKey: true,
        refuses: .insufficientStock, .priceChanged, .peerUnavailable)

    public static let listOrders = Endpoint(
        .get, "orders/", "The own orders, or for staff all", query: OrderQuery.self, returns: Page<OrderView>.self,
        caller: User.self)

    public static let listSelling = Endpoint(
        .get, "orders/selling/", "The lines of orders that hold the seller's goods, without the buyer's address",
        query: SellingQuery.self, returns: Page<SellingOrderView>.self, caller: Seller.self)

    public static let order = Endpoint(
        .get, "orders/{id}/", "One order", path: ByOrderID.self, returns: OrderView.self, caller: User.self,
        conditional: true, refuses: .notFound)

    public static let readdress = Endpoint(
        .put, "orders/{id}/", "Change where the goods go: the buyer before they are packed, staff before they leave",
        path: ByOrderID.self,
        body: OrderAddress.self, returns: OrderView.self, caller: User.self, conditional: true,
        refuses: .notFound, .illegalTransition)

    public static let changeAddress = Endpoint(
        .patch, "orders/{id}/", "Change where the goods go: the buyer before they are packed, staff before they leave",
        path: ByOrderID.self,
        body: OrderAddress.self, returns: OrderView.self, caller: User.self, conditional: true,
        refuses: .notFound, .illegalTransition)

    public static let cancel = Endpoint(
        .post, "orders/{id}/cancel/", "Cancel; the stock is released once", path: ByOrderID.self,
        returns: OrderView.self, caller: User.self, conditional: true, refuses: .notFound, .illegalTransition)

    public static let pack = Endpoint(
        .post, "orders/{id}/pack/", "Pack; goods counted by units need one unit for each piece",
        path: ByOrderID.self, body: OrderPacking.self, returns: OrderView.self, caller: Staff.self,
        conditional: true, refuses: .notFound, .illegalTransition, .unitUnavailable, .peerUnavailable)

    public static let ship = Endpoint(
        .post, "orders/{id}/ship/", "Ship: the stock is consumed", path: ByOrderID.self, returns: OrderView.self,
        caller: Staff.self, conditional: true, refuses: .notFound, .illegalTransition)

    public static let deliver = Endpoint(
        .post, "orders/{id}/deliver/", "The goods have arrived", path: ByOrderID.self, returns: OrderView.self,
        caller: Staff.self, conditional: true, refuses: .notFound, .illegalTransition)

    public static let fail = Endpoint(
        .post, "orders/{id}/fail/", "The shop cannot fulfil: the stock is released", path: ByOrderID.self,
        body: OrderFailure.self, returns: OrderView.self, caller: Staff.self, conditional: true,
        refuses: .notFound, .illegalTransition)

    public static let delete = Endpoint(
        .delete, "orders/{id}/", "Put a finished order out of sight", path: ByOrderID.self, status: .noContent,
        caller: Staff.self, conditional: true, refuses: .notFound, .illegalTransition)

    // MARK: For other services

    public static let checkout = Endpoint(
        .put, "/api/checkouts/{checkout_id}/", "Order a cart; the same checkout again answers the same order",
        path: ByCheckout.self, body: CheckoutOrder.self, returns: OrderView.self, status: .created,
        caller: PeerService.self, refuses: .insufficientStock, .priceChanged, .peerUnavailable)

    public static let openOrders = Endpoint(
        .get, "/api/open-orders/{user_id}/", "How many orders of a user are not finished", path: ByCustomer.self,
        returns: OpenOrders.self, caller: PeerService.self)
}
