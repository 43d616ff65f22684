import SQL
import TestSupport
import Testing
import Values

@Suite("Migrations are applied once, in order, and never change")
struct MigratorTests {
    private struct EditedShelf: Migration {
        static let name = CreateShelf.name

        func statements(_ dialect: Dialect) -> [Query] {
            ["create table shelves (id \(dialect.identityPrimaryKey), title \(dialect.text))"]
        }
    }

    private struct HalfWrong: Migration {
        static let name = "003_half_wrong"

        func statements(_ dialect: Dialect) -> [Query] {
            ["create table halves (id \(dialect.integer))", "insert into nowhere (id) values (1)"]
        }
    }

    @Test("the second run applies what is new", arguments: DatabaseEngine.all)
    func applies(engine: DatabaseEngine) async throws {
        try await engine.withDatabase { database async throws in
            let migrator = Migrator(clock: ManualClock().wallClock)
            #expect(try await migrator.pending([CreateShelf()], on: database) == ["001_create_shelf"])
            #expect(try await migrator.run([CreateShelf()], on: database) == ["001_create_shelf"])
            #expect(try await migrator.run([CreateShelf(), AddColour()], on: database) == ["002_add_colour"])
            #expect(try await migrator.run([CreateShelf(), AddColour()], on: database).isEmpty)
            #expect(try await migrator.pending([CreateShelf(), AddColour()], on: database).isEmpty)
        }
    }

    @Test("an edited migration is refused by name", arguments: DatabaseEngine.all)
    func edited(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let error = await #expect(throws: SQLError.self) { try await Migrator().run([EditedShelf()], on: database) }
            #expect(error?.code == .changedMigration("001_create_shelf"))
        }
    }

    @Test("a migration that fails leaves nothing of itself", arguments: DatabaseEngine.all)
    func fails(engine: DatabaseEngine) async throws {
        try await engine.withDatabase { database async throws in
            await #expect(throws: SQLError.self) {
                try await Migrator().run([CreateShelf(), HalfWrong()], on: database)
            }
            #expect(try await Migrator().pending([CreateShelf(), HalfWrong()], on: database) == ["003_half_wrong"])
            await #expect(throws: SQLError.self) { try await database.query("select id from halves") }
        }
    }

    @Test("instances that start at once apply each migration once", arguments: DatabaseEngine.all)
    func simultaneous(engine: DatabaseEngine) async throws {
        try await engine.withDatabases(4) { databases in
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for database in databases {
                    group.addTask { try await Migrator().run([CreateShelf(), AddColour()], on: database) }
                }
                return try await group.reduce([], +)
            }
            #expect(applied.sorted() == ["001_create_shelf", "002_add_colour"])
        }
    }
}
