import FoundationEssentials
import SQL
import TestSupport
import Testing
import Values

@Suite("What goes into a database comes out again")
struct DatabaseTypesTests {
    enum Colour: String, SQLBindable, SQLDecodable {
        case red, green
    }

    enum Product {}

    private struct Everything: Migration {
        static let name = "001_everything"

        func statements(_ dialect: Dialect) -> [Query] {
            [
                """
                create table everything (
                    id \(dialect.identityPrimaryKey), i \(dialect.integer), r \(dialect.real), t \(dialect.text),
                    b \(dialect.blob), f \(dialect.boolean), u \(dialect.uuid), at \(dialect.timestamp),
                    m \(dialect.money), c \(dialect.text)
                )
                """
            ]
        }
    }

    @Test("values of every type", arguments: DatabaseEngine.all)
    func types(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([Everything()]) { database async throws in
            let key = UUID.version7(at: Timestamp(seconds: 1_800_000_000))
            let moment = Timestamp(microseconds: 1_795_000_000_123_456)
            let id = try await database.insert(
                """
                insert into everything (i, r, t, b, f, u, at, m, c)
                values (\(Int64.min), \(0.1), \("Größe 🧺"), \([0, 255, 7] as [UInt8]), \(true), \(key), \(moment),
                    \(Money(minorUnits: 99_999)), \(Colour.green))
                returning id
                """, returning: Identifier<Product, Int>.self)
            #expect(id.rawValue == 1)
            let row = try #require(try await database.first("select * from everything where id = \(id) and f"))
            #expect(try row.get("i") == Int64.min)
            #expect(try row.get("r") == 0.1)
            #expect(try row.get("t") == "Größe 🧺")
            #expect(try row.get("b", as: [UInt8].self) == [0, 255, 7])
            #expect(try row.get("f", as: Bool.self))
            #expect(try row.get("u") == key)
            #expect(try row.get("at") == moment)
            #expect(try row.get("m") == Money(minorUnits: 99_999))
            #expect(try row.get("c", as: Colour.self) == .green)
            let (again, number) = try row.decode(Identifier<Product, Int>.self, Int64.self)
            #expect(again == id && number == .min)
        }
    }

    @Test("empty is not null", arguments: DatabaseEngine.all)
    func empty(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([Everything()]) { database async throws in
            try await database.execute("insert into everything (t, b) values (\(""), \([] as [UInt8]))")
            let row = try #require(try await database.first("select t, b, i from everything"))
            #expect(try row.get("t") == "")
            #expect(try row.get("b", as: [UInt8].self) == [])
            #expect(try row.get("i", as: Int?.self) == nil)
        }
    }

    @Test("a value of another type is refused by the name of its column", arguments: DatabaseEngine.all)
    func unreadable(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([Everything()]) { database async throws in
            try await database.execute("insert into everything (t, c) values ('text', 'blue')")
            let row = try #require(try await database.first("select t, c from everything"))
            let error = try #require(throws: SQLError.self) { try row.get("t", as: Int.self) }
            #expect(error.code == .unreadable(column: "t", kind: "text", type: "Int"))
            #expect(throws: SQLError.self) { try row.get("c", as: Colour.self) }
            #expect(throws: SQLError.self) { try row.get("missing", as: Int.self) }
        }
    }

    @Test("keys count from 1 and are never given out twice", arguments: DatabaseEngine.all)
    func identity(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([Everything()]) { database async throws in
            let add: Query = "insert into everything (i) values (1) returning id"
            #expect(try await database.insert(add, returning: Int.self) == 1)
            #expect(try await database.insert(add, returning: Int.self) == 2)
            try await database.execute("delete from everything")
            #expect(try await database.insert(add, returning: Int.self) == 3)
        }
    }

    @Test("a list is searched by its values", arguments: DatabaseEngine.all)
    func lists(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([Everything()]) { database async throws in
            for number in 1...5 { try await database.execute("insert into everything (i) values (\(number))") }
            #expect(try await database.query("select i from everything where i in \(list: [2, 4, 9])").count == 2)
            #expect(try await database.query("select i from everything where i in \(list: [Int]())").isEmpty)
            #expect(try await database.scalar("select count(*) from everything", as: Int.self) == 5)
        }
    }
}
