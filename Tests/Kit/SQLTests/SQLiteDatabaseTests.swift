import EventLoops
import FoundationEssentials
import Observability
import SQL
import SQLite
import TestSupport
import Testing

@Suite("SQLite keeps its word under its own kinds of trouble")
struct SQLiteDatabaseTests {
    private func withDatabase(
        _ change: (inout SQLiteDatabase.Limits) -> Void = { _ in }, _ body: (SQLiteDatabase) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var limits = SQLiteDatabase.Limits()
        change(&limits)
        let database = try SQLiteDatabase(
            path: folder.appendingPathComponent("test.sqlite").path, limits: limits,
            logger: Logger(label: "test", level: .critical, handlers: []))
        try await Migrator().run([CreateShelf()], on: database)
        try await body(database)
        await database.close()
    }

    /// Adds shelves all at once and answers which of the callers were told that theirs is there.
    private func addShelves(
        _ count: Int, to database: SQLiteDatabase,
        _ add: @escaping @Sendable (Int, any Transaction) async throws -> Void
    ) async -> (told: Set<String>, refused: [SQLError.Code]) {
        await withTaskGroup(of: Result<String, any Error>.self) { group in
            for number in 0..<count {
                group.addTask {
                    do {
                        try await database.transaction { try await add(number, $0) }
                        return .success("\(number)")
                    } catch {
                        return .failure(error)
                    }
                }
            }
            var told: Set<String> = []
            var refused: [SQLError.Code] = []
            for await result in group {
                switch result {
                case .success(let name): told.insert(name)
                case .failure(let error): refused.append((error as? SQLError)?.code ?? .other)
                }
            }
            return (told, refused)
        }
    }

    @Test("when the disk is full, who was told yes is there and nobody else")
    func fullDisk() async throws {
        try await withDatabase { database async throws in
            try await database.execute("pragma max_page_count = 40")
            let padding = String(repeating: "x", count: 3000)
            let (told, refused) = await addShelves(64, to: database) { number, transaction in
                try await transaction.execute("insert into shelves (name) values (\("\(number)-\(padding)"))")
            }
            #expect(!told.isEmpty && !refused.isEmpty)
            #expect(refused.allSatisfy { $0 == .full || $0 == .commitFailed })
            let names = try await database.shelfNames().compactMap { $0.split(separator: "-").first.map(String.init) }
            #expect(Set(names) == told)
        }
    }

    @Test("a write that runs away is stopped; the others are told the truth")
    func runawayWrite() async throws {
        try await withDatabase {
            $0.writeInstructions = 1_000_000
        } _: { database async throws in
            let (told, refused) = await addShelves(32, to: database) { number, transaction in
                try await transaction.addShelf("\(number)")
                guard number == 16 else { return }
                try await transaction.execute(
                    """
                    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 10000000)
                    insert into shelves (name) select 'n' || n from numbers
                    """)
            }
            #expect(refused.contains(.timeout))
            #expect(refused.allSatisfy { $0 == .timeout || $0 == .commitFailed })
            #expect(Set(try await database.shelfNames()) == told)
        }
    }

    @Test("more than may wait is refused at once, and the rest is served")
    func overloaded() async throws {
        try await withDatabase {
            $0.waitingTransactions = 4
        } _: { database async throws in
            let (told, refused) = await addShelves(200, to: database) { number, transaction in
                try await transaction.addShelf("\(number)")
            }
            #expect(refused.allSatisfy { $0 == .overloaded })
            #expect(Set(try await database.shelfNames()) == told)
        }
    }

    @Test("a rule that is checked at the commit fails its own transaction only")
    func deferredRule() async throws {
        try await withDatabase { database async throws in
            try await database.execute(
                """
                create table notes (
                    id integer primary key, shelf_id integer references shelves (id) deferrable initially deferred
                )
                """)
            let (told, refused) = await addShelves(16, to: database) { number, transaction in
                try await transaction.addShelf("\(number)")
                if number == 7 { try await transaction.execute("insert into notes (shelf_id) values (999)") }
            }
            #expect(told.count == 15)
            #expect(refused == [.foreignKeyViolation(Constraint())])
            #expect(Set(try await database.shelfNames()) == told)
        }
    }

    @Test("a database that nobody closes ends its thread when it is let go")
    func letGo() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        weak var gone: SQLiteDatabase?
        do {
            let database = try SQLiteDatabase(path: folder.appendingPathComponent("test.sqlite").path)
            try await database.execute("create table t (id integer)")
            gone = database
        }
        #expect(gone == nil)
    }

    @Test("a database that was read and closed leaves its file alone, without a log", arguments: 0..<20)
    func leavesNoLog(time: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: folder.appendingPathComponent("test.sqlite").path)
        try await database.execute("create table t (id integer)")
        _ = try await database.query("select id from t")
        _ = try await database.slowQuery("select id from t")
        await database.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["test.sqlite"])
    }

    @Test("a file that cannot be opened is an error that names it")
    func unopenable() {
        let error = #expect(throws: SQLError.self) { try SQLiteDatabase(path: "/nowhere/at/all.sqlite") }
        #expect(error?.code == .connectionLost)
        #expect(error?.statement == "open /nowhere/at/all.sqlite")
    }
}
