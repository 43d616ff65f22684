import HTTP
import Observability
import ServiceKit

/// Brings checkouts to their end that a crash, a time-out or an absent peer has left open.
struct CheckoutSweeper: Sweeper {
    static let batch = 50

    let store: CheckoutStore
    let place: PlaceCheckout

    var name: String { "carts sweeper" }
    var interval: Duration { .seconds(1) }

    @discardableResult
    func sweepOnce() async throws -> Int {
        let unfinished = try await store.takeUnfinished(limit: Self.batch)
        try await withThrowingTaskGroup(of: Void.self) { group in
            // Side by side: orders that do not answer cost their deadline once, and not for each checkout.
            for checkout in unfinished { group.addTask { try await attempt(checkout) } }
            try await group.waitForAll()
        }
        return unfinished.count
    }

    private func attempt(_ checkout: CartCheckout) async throws {
        do {
            try await place.finish(checkout)
        } catch let crash as SimulatedCrash {
            throw crash
        } catch let refusal as Problem where PlaceCheckout.isDecision(refusal) {
            Logger.current.info(
                "a checkout was refused",
                metadata: ["checkout.id": "\(checkout.id)", "problem.code": .string(refusal.code)])
        } catch {
            Logger.current.warning(
                "a checkout stays open", error: error, metadata: ["checkout.id": "\(checkout.id)"])
        }
    }
}
