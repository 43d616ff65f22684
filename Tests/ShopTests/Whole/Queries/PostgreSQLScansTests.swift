import SQL
import TestSupport
import Testing

@Suite("What reading a plan of PostgreSQL finds")
struct PostgreSQLScansTests {
    @Test(
        "A table without an index for the question is found, and so is one whose index is followed with no end in sight",
        arguments: [
            "Seq Scan on shelves s|  Filter: (name ~~ 'a%'::text)",
            "Limit|  Seq Scan on shelves",
            "Index Scan using shelves_pkey on shelves|  Filter: (name ~~ 'a%'::text)",
            "Limit|  Sort|    Sort Key: name|    Index Only Scan using shelves_by_place on shelves s",
            "Limit|  Aggregate|    Index Only Scan using shelves_by_place on shelves",
            "Limit|  Hash Join|    Hash|      Index Scan using shelves_pkey on shelves",
            "Update on boxes|  Nested Loop|    Index Scan using boxes_pkey on boxes|      Index Cond: (id = 1)"
                + "|    Index Scan Backward using shelves_pkey on shelves",
            "Bitmap Heap Scan on shelves s|  Bitmap Index Scan on shelves_by_place",
            "Limit|  Bitmap Heap Scan on shelves|    Bitmap Index Scan on shelves_by_place",
        ])
    func scans(plan: String) {
        #expect(PostgreSQLScans.tables(in: Self.steps(plan)) == ["shelves"])
    }

    @Test(
        "What an index narrows, and what a limit ends, is no scan",
        arguments: [
            "Index Scan using shelves_pkey on shelves|  Index Cond: (id = 1)|  Filter: (name ~~ 'a%'::text)",
            "Bitmap Heap Scan on shelves|  Recheck Cond: (place = 'a'::text)|  Bitmap Index Scan on shelves_by_place"
                + "|    Index Cond: (place = 'a'::text)",
            "Aggregate|  Limit|    Index Only Scan using shelves_by_place on shelves",
            "Limit|  LockRows|    Nested Loop|      Index Scan using shelves_pkey on shelves",
            "Aggregate|  Index Only Scan using shelves_dead on shelves",
            "Insert on shelves|  Result",
            "CTE Scan on shelves",
            "Function Scan on shelves",
        ])
    func others(plan: String) {
        #expect(PostgreSQLScans.tables(in: Self.steps(plan)) == [])
    }

    @Test(
        "However few rows a test has, a table is gone through where no index serves, and only there", .onPostgreSQL,
        arguments: [
            ("select id from shelves where name = 'a'", ["shelves"]),
            ("select id from shelves where name = 'a' limit 5", ["shelves"]),
            ("select s.id from shelves s join boxes b on b.id = s.id where s.name = 'a'", ["shelves"]),
            ("update boxes set name = '' where name = 'a'", ["boxes"]),
            ("select count(*) from shelves", ["shelves"]),
            ("select id from shelves where place = 'a' and name = 'a'", []),
            ("select b.id from shelves s join boxes b on b.name = s.name where s.place = 'a'", ["boxes"]),
            ("select s.id from boxes b join shelves s on s.place = b.name where b.id = 1", []),
            ("delete from shelves where id in (1, 2, 3) and is_new", []),
            ("select id from shelves where place = 'a' order by id limit 5", []),
            ("select id from shelves order by id limit 5", []),
        ])
    func plans(text: String, expected: [String]) async throws {
        try await withDatabase([], engine: .postgresql) { database, _ in
            for statement in [
                "create table shelves (id bigint primary key, name text, place text, is_new boolean not null)",
                "create index shelves_by_place on shelves (place)",
                "create index shelves_new on shelves (name) where is_new",
                "create table boxes (id bigint primary key, name text)",
                "insert into shelves values (1, 'a', 'a', false), (2, 'b', 'b', false)",
                "insert into boxes values (1, 'a')",
            ] as [Query] { try await database.execute(statement) }
            let statement = try await PlannedStatement("\(unescaped: text)", in: RecordingDatabase(database))
            #expect(statement.scannedTables == expected, "\(statement)")
        }
    }

    /// One line for each step, indented by two.
    private static func steps(_ plan: String) -> [PlanStep] {
        var outer: [String] = []
        return plan.split(separator: "|").map { line in
            let depth = line.prefix { $0 == " " }.count / 2
            outer = Array(outer.suffix(depth))
            defer { outer.insert(String(line.drop { $0 == " " }), at: 0) }
            return PlanStep(String(line.drop { $0 == " " }), within: outer)
        }
    }
}
