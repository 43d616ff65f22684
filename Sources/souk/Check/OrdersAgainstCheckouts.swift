import Carts
import Contracts
import Orders
import SQL

/// What a checkout says of its order is so: one that was refused left no order behind that a buyer would get beside the
/// next, and one that is ordered has its order.
struct OrdersAgainstCheckouts: Sendable {
    let databases: ShopDatabases

    func violations() async throws -> [Violation] {
        let orders = Dictionary(
            try await Orders.orderedCarts(databases.orders).map { ($0.checkoutID, $0) },
            uniquingKeysWith: { first, _ in first })
        return try await Carts.checkouts(databases.carts).compactMap { checkout in
            checkout.disagreement(with: orders[checkout.checkoutID]).map {
                Violation(of: "checkout \(checkout.checkoutID)", $0)
            }
        }
    }
}

extension CheckedOutCart {
    /// What is wrong, in words; nil if the two agree.
    fileprivate func disagreement(with order: OrderedCart?) -> String? {
        switch (ending, order) {
        case (.ordered(let named), nil):
            "checkout \(checkoutID) became order \(named), which does not exist"
        case (.ordered(let named), let order?) where named != order.orderID:
            "checkout \(checkoutID) became order \(named), and order \(order.orderID) is of it"
        case (.refused, let order?) where order.status != .rejected:
            "checkout \(checkoutID) was refused, and its order \(order.orderID) is \(order.status.rawValue)"
        default: nil
        }
    }
}
