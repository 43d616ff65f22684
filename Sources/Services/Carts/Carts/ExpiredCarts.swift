import SQL
import ServiceKit

/// Removes guests' carts that nobody came back to.
struct ExpiredCarts: Sweeper {
    static let batch = 500

    let store: CartStore
    let database: any Database

    var name: String { "carts expiry" }
    var interval: Duration { .seconds(600) }

    @discardableResult
    func sweepOnce() async throws -> Int {
        try await store.removeExpired(in: database, limit: Self.batch)
    }
}
