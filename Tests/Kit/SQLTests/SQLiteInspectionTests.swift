import FoundationEssentials
import SQL
import SQLite
import TestSupport
import Testing

@Suite("A look into a database that a shop is at work on")
struct SQLiteInspectionTests {
    @Test("What the shop writes later is seen, though it had not written anything when the look began")
    func emptyLog() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/souk-inspection-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/shop.sqlite"
        try await withEventLoops(1) { _ in
            let earlier = try SQLiteDatabase(path: path)
            try await earlier.execute("create table notes (text text)")
            await earlier.close()
            let database = try SQLiteDatabase(path: path)
            _ = try await database.query("select text from notes")
            let inspection = try SQLiteInspection(path: path)
            let before = try await inspection.query("select text from notes")
            #expect(before.isEmpty)
            try await database.execute("insert into notes (text) values ('later')")
            let after = try await inspection.query("select text from notes")
            #expect(after.count == 1)
            await database.close()
        }
    }
}
