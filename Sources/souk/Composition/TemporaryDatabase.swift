import FoundationEssentials
import Glibc
import SQL
import SQLite

/// A database that is gone when it has been used, in a folder that nobody else can read.
enum TemporaryDatabase {
    static func use(_ migrations: Migrations, _ body: (any Database) async throws -> Void) async throws {
        let folder = "\(FileManager.default.temporaryDirectory.path)/souk-\(UUID())"
        guard mkdir(folder, 0o700) == 0 else { throw FileFailure(folder) }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try SQLiteDatabase(path: folder + "/database")
        do {
            try await Migrator().run(migrations, on: database)
            try await body(database)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}
