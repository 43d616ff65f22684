import HTTP
import Observability
import ServiceKit

/// Brings checkouts to their end that a crash, a time-out or an absent peer has left open.
struct CheckoutSweeper: Sweeper {
    static let batch = 100

    let store: CheckoutStore
    let place: PlaceCheckout

    var name: String { "carts sweeper" }
    var interval: Duration { .seconds(1) }

    @discardableResult
    func sweepOnce() async throws -> Int {
        let unfinished = try await store.takeUnfinished(limit: Self.batch)
        for checkout in unfinished {
            do {
                try await place.finish(checkout)
            } catch let crash as SimulatedCrash {
                throw crash
            } catch let refusal as Problem {
                Logger.current.info(
                    "a checkout was refused",
                    metadata: ["checkout.id": "\(checkout.id)", "problem.code": .string(refusal.code)])
            } catch {
                Logger.current.warning(
                    "a checkout stays open", error: error, metadata: ["checkout.id": "\(checkout.id)"])
            }
        }
        return unfinished.count
    }
}
