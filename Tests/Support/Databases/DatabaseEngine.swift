import EventLoops
import FoundationEssentials
import Observability
import PostgreSQL
public import SQL
import SQLite

/// An engine that the same tests run over: what holds on one only is a bug.
public struct DatabaseEngine: Sendable, CustomStringConvertible {
    public let description: String
    /// Makes a place for a database, and answers how to open it and how to remove it.
    private let makeLocation: @Sendable (Migrations) async throws -> Location

    struct Location: Sendable {
        /// Whether the migrations are in it already.
        var isMigrated = false
        let open: @Sendable () async throws -> any Database
        let remove: @Sendable () async throws -> Void
    }

    static let logger = Logger(label: "test", level: .critical, handlers: [])

    public static let sqlite = DatabaseEngine(description: "SQLite") { _ in
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("test.sqlite").path
        return Location(
            open: { try SQLiteDatabase(path: path, logger: logger) },
            remove: { try? FileManager.default.removeItem(at: folder) })
    }

    /// The server that `SOUK_TEST_POSTGRES_URL` names: a superuser's URL of a database for maintenance, on a server that
    /// is there for tests.
    public static let postgresql = DatabaseEngine(description: "PostgreSQL") { migrations in
        try await PostgreSQLTestServer.shared.get().makeLocation(migrations)
    }

    /// The engine of the column under test: SQLite, or PostgreSQL where `SOUK_TEST_COLUMN` is `servers`.
    public static let standard: DatabaseEngine =
        ProcessInfo.processInfo.environment["SOUK_TEST_COLUMN"] == "servers" ? .postgresql : .sqlite

    /// What a test of every engine takes as its arguments. The suite runs once for each column.
    public static let all: [DatabaseEngine] = [.standard]

    /// Runs the body with an empty database, and removes it afterwards.
    @discardableResult
    public func withDatabase<Result: Sendable>(
        _ migrations: Migrations = [], _ body: (any Database) async throws -> Result
    ) async throws -> Result {
        try await withDatabases(1, migrations) { try await body($0[0]) }
    }

    /// The same with several instances on one database, as several processes have them.
    @discardableResult
    public func withDatabases<Result: Sendable>(
        _ count: Int, _ migrations: Migrations = [], _ body: ([any Database]) async throws -> Result
    ) async throws -> Result {
        try await withLocation(migrations) { location in
            var databases: [any Database] = []
            for _ in 0..<count { databases.append(try await location.open()) }
            if let first = databases.first, !migrations.isEmpty, !location.isMigrated {
                try await Migrator().run(migrations, on: first)
            }
            let result: Swift.Result<Result, any Error>
            do { result = .success(try await body(databases)) } catch { result = .failure(error) }
            for database in databases { await database.close() }
            return try result.get()
        }
    }

    /// The same for a body that opens and closes the database itself, as often as it likes.
    @discardableResult
    public func withReopenableDatabase<Result: Sendable>(
        _ migrations: Migrations = [],
        _ body: (@escaping @Sendable () async throws -> any Database) async throws -> Result
    ) async throws -> Result {
        try await withLocation(migrations) { try await body($0.open) }
    }

    private func withLocation<Result: Sendable>(
        _ migrations: Migrations, _ body: (Location) async throws -> Result
    ) async throws -> Result {
        let location = try await makeLocation(migrations)
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(location)) } catch { result = .failure(error) }
        try await location.remove()
        return try result.get()
    }
}
