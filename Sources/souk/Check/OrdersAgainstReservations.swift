import Catalog
import Contracts
import Orders

/// Every order holds in stock exactly what its state says, and nothing is held that no order knows of.
struct OrdersAgainstReservations: Sendable {
    let databases: ShopDatabases

    func violations() async throws -> [String] {
        let orders = try await Orders.holdings(databases.orders)
        let reservations = Dictionary(
            try await Catalog.reservations(databases.catalog).map { ($0.orderID, $0) },
            uniquingKeysWith: { first, _ in first })
        let known = Set(orders.map(\.orderID))
        let strays = reservations.values.filter { $0.state != .released && !known.contains($0.orderID) }
        return orders.compactMap { order in
            let reservation = reservations[order.orderID]
            return order.disagreement(with: reservation?.state, holding: reservation?.quantities ?? [:])
        } + strays.map { "stock is \($0.state.rawValue) for order \($0.orderID), which does not exist" }
    }
}
