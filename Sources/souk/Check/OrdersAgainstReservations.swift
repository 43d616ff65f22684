import Catalog
import Contracts
import Orders
import SQL

/// Every order holds in stock exactly what its state says, and nothing is held that no order knows of.
struct OrdersAgainstReservations: Sendable {
    let databases: ShopDatabases

    func violations() async throws -> [Violation] {
        let orders = try await Orders.holdings(databases.orders)
        let reservations = Dictionary(
            try await Catalog.reservations(databases.catalog).map { ($0.orderID, $0) },
            uniquingKeysWith: { first, _ in first })
        let known = Set(orders.map(\.orderID))
        let strays = reservations.values.filter { $0.state != .released && !known.contains($0.orderID) }
        return orders.compactMap { order in
            let reservation = reservations[order.orderID]
            return order.disagreement(with: reservation?.state, holding: reservation?.quantities ?? [:])
                .map { Violation(of: "order \(order.orderID)", $0) }
        }
            + strays.map { stray in
                Violation(
                    of: "order \(stray.orderID)",
                    "stock is \(stray.state.rawValue) for order \(stray.orderID), which does not exist")
            }
    }
}
