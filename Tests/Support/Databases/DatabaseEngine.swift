import EventLoops
import FoundationEssentials
import Observability
public import SQL
import SQLite

/// An engine that the same tests run over: what holds on one only is a bug.
public struct DatabaseEngine: Sendable, CustomStringConvertible {
    public let description: String
    /// Makes a place for an empty database, and answers how to open it and how to remove it.
    private let makeLocation: @Sendable () async throws -> Location

    struct Location: Sendable {
        let open: @Sendable () async throws -> any Database
        let remove: @Sendable () async -> Void
    }

    public static let sqlite = DatabaseEngine(description: "SQLite") {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("test.sqlite").path
        return Location(
            open: { try SQLiteDatabase(path: path, logger: Logger(label: "test", level: .critical, handlers: [])) },
            remove: { try? FileManager.default.removeItem(at: folder) })
    }

    /// Every engine that this machine can run.
    public static let all: [DatabaseEngine] = [.sqlite]

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
        try await withReopenableDatabase { open in
            var databases: [any Database] = []
            for _ in 0..<count { databases.append(try await open()) }
            if let first = databases.first, !migrations.isEmpty { try await Migrator().run(migrations, on: first) }
            let result: Swift.Result<Result, any Error>
            do { result = .success(try await body(databases)) } catch { result = .failure(error) }
            for database in databases { await database.close() }
            return try result.get()
        }
    }

    /// The same for a body that opens and closes the database itself, as often as it likes.
    @discardableResult
    public func withReopenableDatabase<Result: Sendable>(
        _ body: (@Sendable () async throws -> any Database) async throws -> Result
    ) async throws -> Result {
        let location = try await makeLocation()
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(location.open)) } catch { result = .failure(error) }
        await location.remove()
        return try result.get()
    }
}
