public import Endpoints
import HTTP

/// What carts offer. A guest is known by the header `X-Cart-Token`.
public enum CartsAPI {
    public static let cart = Endpoint(
        .get, "cart/", "The cart, with prices and availability as of now", returns: CartView.self,
        caller: Shopper.self)

    public static let add = Endpoint(
        .post, "cart/add/", "Put goods into the cart; a new guest gets a token", body: CartAddition.self,
        returns: CartView.self, caller: Shopper.self, refuses: .insufficientStock, .peerUnavailable)

    public static let setQuantity = Endpoint(
        .patch, "cart/items/{product_id}/", "Change how many of a product", path: ByCartItem.self,
        body: CartQuantity.self, returns: CartView.self, caller: Shopper.self,
        refuses: .notFound, .insufficientStock, .peerUnavailable)

    public static let removeItem = Endpoint(
        .delete, "cart/items/{product_id}/", "Take a product out of the cart", path: ByCartItem.self,
        returns: CartView.self, caller: Shopper.self, refuses: .notFound)

    public static let clear = Endpoint(
        .delete, "cart/", "Empty the cart", status: .noContent, caller: Shopper.self)

    public static let merge = Endpoint(
        .post, "cart/merge/", "Move a guest's cart into the own one: quantities add up", body: CartMerge.self,
        returns: CartView.self, caller: User.self)

    public static let checkout = Endpoint(
        .post, "cart/checkout/", "Order what is in the cart", body: Checkout.self, returns: OrderView.self,
        status: .created, caller: User.self, idempotencyKey: true,
        refuses: .insufficientStock, .priceChanged, .peerUnavailable)
}
