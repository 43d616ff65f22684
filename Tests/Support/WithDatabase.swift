public import EventLoops
public import SQL

/// Runs a test's body on fresh loops, with a fresh and migrated database of its own.
@discardableResult
public func withDatabase<Result: Sendable>(
    _ migrations: Migrations, engine: DatabaseEngine = .standard, loops: Int = 2,
    _ body: (any Database, EventLoopGroup) async throws -> Result
) async throws -> Result {
    try await withEventLoops(loops) { loops in
        try await engine.withDatabase(migrations) { database in try await body(database, loops) }
    }
}
