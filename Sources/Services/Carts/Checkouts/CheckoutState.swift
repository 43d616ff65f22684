import SQL

/// Where a checkout stands.
enum CheckoutState: String, Sendable, Hashable, CaseIterable {
    /// Written down; orders has not answered yet. The cart takes no other checkout meanwhile.
    case open
    /// There is an order, and its lines have left the cart.
    case ordered
    /// Orders refused; the cart is as it was.
    case refused
    /// The account was closed before an answer came.
    case abandoned
}

extension CheckoutState: SQLCodable {}
