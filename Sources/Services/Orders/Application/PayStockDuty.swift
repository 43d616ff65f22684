import Observability
import ServiceKit

/// Tells the catalog what an order owes it. What fails here is done later by the sweeper: the duty is written down.
struct PayStockDuty: Sendable {
    let orders: any OrderRepository
    let stock: any StockKeeper

    /// Pays at once if that can be; if it cannot, the order's change stands all the same.
    func now(_ order: Order) async throws {
        do {
            try await callAsFunction(order)
        } catch let error as SimulatedCrash {
            throw error
        } catch let error as PeerUnavailable {
            Logger.current.notice(
                "the catalog is told later", metadata: ["order.id": "\(order.number)", "peer": "\(error.peer)"])
        } catch {
            Logger.current.error("the catalog is told later", error: error, metadata: ["order.id": "\(order.number)"])
        }
    }

    func callAsFunction(_ order: Order) async throws {
        guard let duty = order.duty else { return }
        switch duty {
        case .release: try await stock.release(order.number)
        case .fulfil: try await stock.fulfil(order.number)
        }
        try FailPoints.crash(at: "orders.catalog_told")
        try await orders.strikeOut(duty, of: order.number)
    }
}
