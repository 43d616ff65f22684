public import EventLoops
import FoundationEssentials
import Observability
public import SQL
import SQLite

/// Runs a test's body with a fresh, migrated database of its own, and removes it afterwards.
@discardableResult
public func withDatabase<Result: Sendable>(
    _ migrations: Migrations, loops: Int = 2,
    _ body: (any Database, EventLoopGroup) async throws -> Result
) async throws -> Result {
    try await withEventLoops(loops) { loops in
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("souk-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(
            path: folder.appendingPathComponent("test.sqlite").path, logger: Logger(label: "test", handlers: []))
        do {
            try await Migrator().run(migrations, on: database)
            let result = try await body(database, loops)
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }
}
