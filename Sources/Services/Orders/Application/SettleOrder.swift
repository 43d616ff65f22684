import HTTP
import Observability
import ServiceKit
import Values

/// The middle of the saga: asks the catalog to hold a pending order's goods, and brings the order to its answer.
///
/// May be repeated at any point, by the request that began it or by the sweeper: the catalog gives the same order the
/// same answer, and only a pending order is settled.
struct SettleOrder: Sendable {
    let orders: any OrderRepository
    let stock: any StockKeeper

    /// - Throws: `PeerUnavailable` when the catalog does not answer; the order stays pending then.
    func callAsFunction(_ order: Order) async throws -> SettledOrder {
        do {
            let goods = try await stock.reserve(order)
            try FailPoints.crash(at: "orders.reserved")
            let settled = try await orders.settle(order.number, as: .confirmed(goods))
            try FailPoints.crash(at: "orders.settled")
            return .accepted(settled)
        } catch OrderRefusal.rejected(let problem) {
            try FailPoints.crash(at: "orders.refused")
            return .rejected(try await orders.settle(order.number, as: .rejected(problem)), problem)
        } catch OrderRefusal.unknownGoods(let problem) {
            return .unknownGoods(problem)
        } catch OrderRefusal.released {
            return .accepted(try await orders.order(order.number, visibleTo: .shop))
        }
    }
}

/// What the catalog's answer made of an order.
enum SettledOrder: Sendable {
    case accepted(Order)
    case rejected(Order, Problem)
    /// Nothing is stored yet: what to do depends on whether anybody is still waiting for an answer.
    case unknownGoods(Problem)
}
