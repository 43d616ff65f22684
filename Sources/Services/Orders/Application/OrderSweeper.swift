import HTTP
import Observability
import ServiceKit

/// Brings to an end what a crash, a time-out or an absent catalog has left half done.
///
/// It only repeats steps that may be repeated, and takes each order for a while, so that two sweepers are one too many
/// but no harm.
struct OrderSweeper: Sweeper {
    static let batch = 50

    let orders: any OrderRepository
    let settle: SettleOrder
    let payDuty: PayStockDuty

    var name: String { "orders sweeper" }
    var interval: Duration { .seconds(1) }

    @discardableResult
    func sweepOnce() async throws -> Int {
        let unfinished = try await orders.takeUnfinished(limit: Self.batch)
        try await withThrowingTaskGroup(of: Void.self) { group in
            // Side by side: a catalog that does not answer costs its deadline once, and not for each order.
            for order in unfinished { group.addTask { try await attempt(order) } }
            try await group.waitForAll()
        }
        return unfinished.count
    }

    private func attempt(_ order: Order) async throws {
        do {
            try await finish(order)
        } catch let error as SimulatedCrash {
            throw error
        } catch {
            Logger.current.warning(
                "an order stays unfinished", error: error, metadata: ["order.id": "\(order.number)"])
        }
    }

    private func finish(_ order: Order) async throws {
        guard order.status == .pending else { return try await payDuty(order) }
        if case .mistaken(let problem) = try await settle(order) {
            // Nobody waits for the answer any more; the order tells it.
            let reason = problem.detail ?? problem.errors.map(\.message).joined(separator: "; ")
            _ = try await orders.settle(order, as: .rejected(Problem(.invalid, reason, errors: problem.errors)))
        }
    }
}
