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
        guard !order.isTakenBack else {
            try await stock.release(order.number)
            return try await settle(order, refused: .released)
        }
        do {
            let goods = try await stock.reserve(order)
            try FailPoints.crash(at: "orders.reserved")
            let settled = try await orders.settle(order, as: .confirmed(goods))
            try FailPoints.crash(at: "orders.settled")
            return .settled(settled, refusal: nil)
        } catch let refusal as OrderRefusal {
            return try await settle(order, refused: refusal)
        } catch is MoneyOverflow {
            return .mistaken(
                .invalid([
                    FieldError(pointer: "/items", code: "range", message: "come to more than \(Money.maximum)")
                ]))
        }
    }

    private func settle(_ order: Order, refused refusal: OrderRefusal) async throws -> SettledOrder {
        switch refusal {
        case .rejected(let problem):
            try FailPoints.crash(at: "orders.refused")
            return try await reject(order, problem)
        case .mistaken(let problem):
            return .mistaken(problem)
        case .released:
            let current = try await orders.order(order.number, visibleTo: .shop)
            guard current.status == .pending else { return .settled(current, refusal: nil) }
            // A request that was wrong has given its goods back, and died before it could unwrite its order.
            return try await reject(order, .conflict(.conflict, "The order could not be placed as it was asked for."))
        }
    }

    private func reject(_ order: Order, _ problem: Problem) async throws -> SettledOrder {
        .settled(try await orders.settle(order, as: .rejected(problem)), refusal: problem)
    }
}

/// What the catalog's answer made of an order.
enum SettledOrder: Sendable {
    /// The order as it stands now: another may have settled it otherwise before.
    case settled(Order, refusal: Problem?)
    /// The request was wrong. Nothing is stored yet: what to do depends on whether anybody still waits for an answer.
    case mistaken(Problem)
}
