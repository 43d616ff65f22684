public import Contracts
public import SQL

/// An order that was made of a cart, for those who compare it with the checkout.
public struct OrderedCart: Sendable, Hashable {
    public let checkoutID: CheckoutID
    public let orderID: OrderID
    public let status: OrderStatusName
}

extension Orders {
    /// All orders of carts.
    public static func orderedCarts(_ database: any Database) async throws -> [OrderedCart] {
        try await database.slowQuery("select checkout_id, id, status from orders where checkout_id is not null").map {
            row in
            OrderedCart(
                checkoutID: try row.get(at: 0), orderID: try row.get(at: 1),
                status: OrderStatusName(try row.get(at: 2, as: OrderStatus.self)))
        }
    }
}
