public import SQL

/// Forgets idempotency keys that are past their time, now and then.
public struct IdempotencyPurge: Sweeper {
    public static let batch = 500

    public let interval: Duration
    private let store: IdempotencyStore
    private let database: any Database

    /// Makes the worker.
    public init(_ store: IdempotencyStore, in database: any Database, every interval: Duration = .seconds(600)) {
        self.store = store
        self.database = database
        self.interval = interval
    }

    public var name: String { "idempotency purge" }

    public func sweepOnce() async throws -> Int {
        try await store.purge(database, limit: Self.batch)
    }
}
