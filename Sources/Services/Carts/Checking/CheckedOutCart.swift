public import Contracts
public import SQL

/// A checkout and how it ended, for those who compare it with its order.
public struct CheckedOutCart: Sendable, Hashable {
    public enum Ending: Sendable, Hashable {
        /// It is under way, or its buyer left before an answer came.
        case undecided
        case ordered(OrderID)
        case refused
    }

    public let checkoutID: CheckoutID
    public let ending: Ending
}

extension Carts {
    /// All checkouts.
    public static func checkouts(_ database: any Database) async throws -> [CheckedOutCart] {
        try await database.slowQuery("select id, state, order_id from checkouts").map { row in
            let order = try row.get(at: 2, as: OrderID?.self)
            let isRefused = try row.get(at: 1, as: CheckoutState.self) == .refused
            return CheckedOutCart(
                checkoutID: try row.get(at: 0),
                ending: order.map { .ordered($0) } ?? (isRefused ? .refused : .undecided))
        }
    }
}
