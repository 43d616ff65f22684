import Contracts
import Values

/// One attempt to turn a cart into an order: what was in it at that moment, at the prices of that moment.
struct CartCheckout: Sendable, Hashable {
    struct Line: Sendable, Hashable {
        let product: ProductID
        let quantity: Int
        let price: Money
    }

    let id: CheckoutID
    let cart: CartID
    let user: UserID
    let shippingAddress: String
    let lines: [Line]

    /// What orders is asked for. The prices go along: should one change on the way, the order is refused.
    var order: CheckoutOrder {
        CheckoutOrder(
            userID: user, shippingAddress: shippingAddress,
            items: lines.map { OrderLineRequest(productID: $0.product, quantity: $0.quantity, price: $0.price) })
    }

    /// By what the idempotency key of the request is found again once only the checkout is at hand.
    var reference: String { "checkout:\(id)" }
}
