import EventLoops
import Observability
import ServiceKit

/// Brings to an end what a crash, a time-out or an absent catalog has left half done.
///
/// It only repeats steps that may be repeated, and takes each order for a while, so that two sweepers are one too many
/// but no harm.
struct OrderSweeper: Service {
    let orders: any OrderRepository
    let settle: SettleOrder
    let payDuty: PayStockDuty
    let interval: Duration

    var name: String { "orders.sweeper" }

    func run() async throws {
        while !Task.isCancelled {
            do {
                // A full batch means that there is more.
                while try await sweepOnce() == Self.batch {}
            } catch {
                Logger.current.error("sweeping failed", error: error)
            }
            try await Sleep.for(interval)
        }
    }

    static let batch = 100

    /// - Returns: how many orders were taken up.
    @discardableResult
    func sweepOnce() async throws -> Int {
        let unfinished = try await orders.takeUnfinished(limit: Self.batch)
        for order in unfinished {
            do {
                try await finish(order)
            } catch let error as SimulatedCrash {
                throw error
            } catch {
                Logger.current.warning(
                    "an order stays unfinished", error: error, metadata: ["order.id": "\(order.number)"])
            }
        }
        return unfinished.count
    }

    private func finish(_ order: Order) async throws {
        guard order.status == .pending else { return try await payDuty(order) }
        if case .unknownGoods(let problem) = try await settle(order) {
            // Nobody waits for the answer any more; the order tells it.
            _ = try await orders.settle(order.number, as: .rejected(problem))
        }
    }
}
