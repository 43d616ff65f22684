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
