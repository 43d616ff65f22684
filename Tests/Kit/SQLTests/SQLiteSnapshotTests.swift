import EventLoops
import FoundationEssentials
import Glibc
import SQL
import SQLite
import TestSupport
import Testing

@Suite("Copies of several databases")
struct SQLiteSnapshotTests {
    @Test("All copies are of one moment, while somebody writes into one database after the other")
    func oneMoment() async throws {
        try await withTwo { first, second, paths, folder in
            let isOver = Lock(false)
            let progress = Lock(0)
            try await withThrowingTaskGroup { group in
                group.addTask {
                    // At every moment the first is as far as the second, or one step ahead.
                    var step = 0
                    while !isOver.withLock({ $0 }) {
                        step += 1
                        try await first.execute("insert into steps (number, text) values (\(step), \(filling))")
                        try await second.execute("insert into steps (number, text) values (\(step), \(filling))")
                        progress.withLock { $0 = step }
                    }
                }
                group.addTask {
                    defer { isOver.withLock { $0 = true } }
                    for round in 1...5 {
                        let before = progress.withLock { $0 }
                        while progress.withLock({ $0 }) < before + 20 { try await Sleep.for(.milliseconds(1)) }
                        let copies = ["\(folder)/a\(round)", "\(folder)/b\(round)"]
                        try await copy(paths, to: copies) {
                            // Much is written between the moment and the copying.
                            let moment = progress.withLock { $0 }
                            while progress.withLock({ $0 }) < moment + 20 { usleep(1000) }
                        }
                        let ahead = try await Self.steps(copies[0])
                        let behind = try await Self.steps(copies[1])
                        #expect(ahead == behind || ahead == behind + 1)
                        #expect(ahead >= before)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("A writer that leaves no gap is not waited for without end, and its database is left alone")
    func patience() async throws {
        try await withTwo { first, second, paths, _ in
            let holder = Lock(false)
            try await withThrowingTaskGroup { group in
                group.addTask {
                    try await second.transaction { transaction in
                        try await transaction.execute("insert into steps (number, text) values (1, '')")
                        holder.withLock { $0 = true }
                        // Holds the lock as a transaction of another process would.
                        while holder.withLock({ $0 }) { usleep(1000) }
                    }
                }
                while !holder.withLock({ $0 }) { try await Sleep.for(.milliseconds(1)) }
                let error = #expect(throws: SQLError.self) {
                    _ = try SQLiteSnapshot(of: paths, patience: .milliseconds(50))
                }
                #expect(error?.code == .busy)
                holder.withLock { $0 = false }
                try await group.waitForAll()
            }
            // Nothing is locked any more.
            try await first.execute("insert into steps (number, text) values (1, '')")
        }
    }

    @Test("A file that is no sound database is told")
    func damaged() async throws {
        try await withTwo { first, _, paths, folder in
            for number in 1...200 {
                try await first.execute("insert into steps (number, text) values (\(number), \(filling))")
            }
            let copy = folder + "/copy"
            try SQLiteSnapshot(of: [paths[0]]).copy(0, to: copy)
            try SQLiteSnapshot.requireIntegrity(of: copy)
            var bytes = Array(try Data(contentsOf: URL(filePath: copy)))
            for index in 4096 * 3..<4096 * 5 { bytes[index] = 0x5A }
            try Data(bytes).write(to: URL(filePath: copy))
            #expect(throws: SQLError.self) { try SQLiteSnapshot.requireIntegrity(of: copy) }
            #expect(throws: SQLError.self) { _ = try SQLiteSnapshot(of: [folder + "/nothing"]) }
        }
    }

    private func copy(
        _ paths: [String], to copies: [String], afterMoment: @escaping @Sendable () -> Void
    ) async throws {
        let pool = try BlockingPool(name: "copy", threads: 1, queueLimit: 0)
        defer { pool.shutdown() }
        try await pool.run {
            let snapshot = try SQLiteSnapshot(of: paths)
            afterMoment()
            for (index, copy) in copies.enumerated() { try snapshot.copy(index, to: copy) }
        }
    }

    private static func steps(_ path: String) async throws -> Int {
        let database = try SQLiteDatabase(path: path)
        let count: Int? = try await database.scalar("select max(number) from steps")
        await database.close()
        return count ?? 0
    }

    private func withTwo(
        _ body: (any Database, any Database, _ paths: [String], _ folder: String) async throws -> Void
    ) async throws {
        try await withEventLoops(2) { _ in
            let folder = FileManager.default.temporaryDirectory.path + "/souk-snapshot-\(UUID())"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let paths = ["\(folder)/first", "\(folder)/second"]
            let databases = try paths.map { try SQLiteDatabase(path: $0) }
            for database in databases {
                try await database.execute("create table steps (number integer primary key, text text not null)")
            }
            try await body(databases[0], databases[1], paths, folder)
            for database in databases { await database.close() }
        }
    }
}

/// Some of a page.
private let filling = String(repeating: "souk ", count: 100)
