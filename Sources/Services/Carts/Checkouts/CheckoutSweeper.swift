import EventLoops
import HTTP
import Observability
import ServiceKit

/// Brings checkouts to their end that a crash, a time-out or an absent peer has left open.
struct CheckoutSweeper: Service {
    let store: CheckoutStore
    let place: PlaceCheckout
    var interval = Duration.seconds(1)

    static let batch = 100

    var name: String { "carts.sweeper" }

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

    /// - Returns: how many checkouts were taken up.
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
