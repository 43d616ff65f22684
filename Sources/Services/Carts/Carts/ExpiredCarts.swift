import EventLoops
import Observability
import SQL
import ServiceKit

/// Removes guests' carts that nobody came back to.
struct ExpiredCarts: Service {
    let store: CartStore
    let database: any Database
    var interval = Duration.seconds(600)

    var name: String { "carts.expiry" }

    func run() async throws {
        while !Task.isCancelled {
            do {
                while try await sweepOnce() > 0 {}
            } catch {
                // Expired carts are invisible already: the next round finds what this one left.
                Logger.current.warning("expired carts were not removed", error: error)
            }
            try await Sleep.for(interval)
        }
    }

    /// - Returns: how many carts went.
    @discardableResult
    func sweepOnce() async throws -> Int {
        try await store.removeExpired(in: database)
    }
}
