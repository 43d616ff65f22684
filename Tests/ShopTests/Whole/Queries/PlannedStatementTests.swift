import SQL
import TestSupport
import Testing

/// Of SQLite's plans, which name what a statement calls its tables; those of PostgreSQL are read in
/// `PostgreSQLScansTests`.
@Suite("What reading a plan of SQLite finds")
struct PlannedStatementTests {
    @Test(
        "A table that is read from one end to the other is found, by whatever name the statement calls it",
        arguments: [
            "select * from shelves where name like ?",
            "select s.id from shelves s where s.name like ?",
            "select s.id from shelves as s where s.name like ?",
            "select s.id from shelves\n    s\nwhere s.name like ?",
            "select s.id from boxes b, shelves s where b.id = s.id and s.name like ?",
            "select b.id from shelves s join boxes b on b.id = s.id where s.name like ?",
            "select id from boxes where id in (select s.id from shelves s where s.name like ?)",
            "with found as (select s.id from shelves s where s.name like ?) select * from found",
            "select found.id from (select s.id from shelves s where s.name like ? limit 9) as found",
            "select boxes.id from shelves as boxes where boxes.name like ?",
        ])
    func scans(text: String) async throws {
        #expect(try await plan(of: text).scannedTables.contains("shelves"))
    }

    @Test("An index that is followed with no end in sight is a scan too, and with one it is none")
    func alongAnIndex() async throws {
        #expect(try await plan(of: "select s.place from shelves s order by s.place").scannedTables == ["shelves"])
        #expect(try await plan(of: "select s.place from shelves s order by s.place limit 5").scannedTables == [])
    }

    @Test(
        "A limit elsewhere in the statement is no end of a scan",
        arguments: [
            "select count(*) from (select s.place from shelves s order by s.place) limit 5",
            "select b.id from boxes b where b.id in (select max(s.id) from shelves s group by s.place) limit 5",
            "select s.place from shelves s where +s.id in (select b.id from boxes b limit 5) order by s.place",
            "select b.id from boxes b where exists (select 1 from boxes c where c.id = b.id limit 1) "
                + "and b.id = (select count(*) from shelves s indexed by shelves_by_place where s.place like ?)",
        ])
    func foreignLimit(text: String) async throws {
        let statement = try await plan(of: text)
        #expect(statement.scannedTables.contains("shelves"), "\(statement)")
    }

    @Test(
        "A limit in the part that scans is one, whatever stands around it",
        arguments: [
            "delete from shelves where id in (select id from shelves order by place limit 5)",
            "select count(*) from (select 1 from shelves s order by s.place limit 5) as counted",
            "select p.id from shelves p where p.id = (select s.id from shelves s order by s.place limit 1 offset 7)",
            "select id from (select s.id from shelves s order by s.place limit 5) union all "
                + "select id from (select x.id from shelves x order by x.place limit 5)",
        ])
    func ownLimit(text: String) async throws {
        let statement = try await plan(of: text)
        #expect(statement.steps.contains { $0.detail.hasPrefix("SCAN") && $0.detail.contains(" INDEX ") })
        #expect(statement.scannedTables == [], "\(statement)")
    }

    @Test("Of one name in two parts, each needs a limit unless the plan tells which of them scans")
    func sameName() {
        let text = "delete from shelves where id in (select id from shelves order by place limit 5)"
        let scan = "SCAN shelves USING COVERING INDEX shelves_by_place"
        let steps: [(PlanStep, [String])] = [
            (PlanStep(scan, within: ["LIST SUBQUERY 1"]), []), (PlanStep(scan), ["shelves"]),
            (PlanStep(scan, within: ["COMPOUND QUERY"]), ["shelves"]),
        ]
        for (step, expected) in steps {
            #expect(PlannedStatement(text: text, steps: [step], tables: ["shelves"]).scannedTables == expected)
        }
    }

    @Test(
        "What a statement makes itself, and what it finds by an index, is no scan",
        arguments: [
            "select s.id from shelves s where s.id = ?",
            "select s.id from shelves as s where s.place = ? order by s.id",
            "with wanted (id, name) as (values (?, 'from shelves s'), (2, '')) "
                + "update shelves set name = wanted.name from wanted where shelves.id = wanted.id",
            "select w.column1 from (values (1), (?)) as w join shelves s on s.id = w.column1",
            "select id from shelves where id in (select b.id from boxes b where b.id in (?, 2))",
        ])
    func others(text: String) async throws {
        let statement = try await plan(of: text)
        #expect(statement.scannedTables == [], "\(statement)")
    }

    @Test("A name that nothing explains is not passed over")
    func unknown() {
        let statement = PlannedStatement(
            text: "select 1 from shelves", steps: [PlanStep("SCAN ghost"), PlanStep("SCAN ghost USING INDEX some")],
            tables: ["shelves"])
        #expect(statement.scannedTables == ["?ghost", "?ghost"])
    }

    @Test("One alias for two tables stands for both")
    func twoTables() {
        let statement = PlannedStatement(
            text: "select a.id from shelves a where a.id in (select a.id from boxes a)", steps: [PlanStep("SCAN a")],
            tables: ["shelves", "boxes"])
        #expect(statement.scannedTables == ["boxes", "shelves"])
    }

    private func plan(of text: String) async throws -> PlannedStatement {
        try await withDatabase([], engine: .sqlite) { database, _ in
            let recorder = RecordingDatabase(database)
            try await recorder.execute("create table shelves (id integer primary key, name text, place text)")
            try await recorder.execute("create index shelves_by_place on shelves (place)")
            try await recorder.execute("create table boxes (id integer primary key)")
            return try await PlannedStatement(Query(unescaped: text), in: recorder)
        }
    }
}

extension Query {
    /// A statement of a test, with something for its one placeholder.
    fileprivate init(unescaped text: String) {
        let parts = text.split(separator: "?", omittingEmptySubsequences: false).map(String.init)
        self = parts.count == 2 ? "\(unescaped: parts[0])\("a%")\(unescaped: parts[1])" : "\(unescaped: text)"
    }
}
