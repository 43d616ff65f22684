import EventLoops
import Observability
public import SQL

/// Forgets idempotency keys that are past their time, now and then.
public struct IdempotencyPurge: Service {
    private let store: IdempotencyStore
    private let database: any Database
    private let interval: Duration

    /// Makes the worker.
    public init(_ store: IdempotencyStore, in database: any Database, every interval: Duration = .seconds(600)) {
        self.store = store
        self.database = database
        self.interval = interval
    }

    public var name: String { "idempotency purge" }

    public func run() async throws {
        while !Task.isCancelled {
            do {
                while try await store.purge(database) > 0 {}
            } catch {
                // Nothing depends on it: the next round finds what this one left.
                Logger.current.warning("idempotency keys were not purged", error: error)
            }
            try await Sleep.for(interval)
        }
    }
}
