public import SQL

extension RecordingDatabase {
    /// How the engine would answer a query in a large shop, step by step.
    /// - Parameters:
    ///   - indexes: what PostgreSQL has to do without.
    ///   - collects: whether PostgreSQL may collect rows from an index before it looks at the first, which no limit ends.
    public func plan(
        of query: Query, without indexes: [String] = [], collects: Bool = true
    ) async throws -> [PlanStep] {
        switch dialect.engine {
        case .sqlite: try await sqlitePlan(of: query)
        case .postgresql: try await postgresqlPlan(of: query, indexes, collects)
        }
    }

    private func sqlitePlan(of query: Query) async throws -> [PlanStep] {
        var steps: [PlanStep] = []
        var places: [Int: Int] = [:]
        for row in try await base.query("explain query plan \(fragment: query)") {
            let detail = try row.get("detail", as: String.self)
            // What a step is a part of stands before it.
            let parent = try row.get("parent", as: Int.self)
            let id = try row.get("id", as: Int.self)
            let outer = places[parent].map { [steps[$0].detail] + steps[$0].outer } ?? []
            places[id] = steps.count
            steps.append(PlanStep(detail, within: outer))
        }
        return steps
    }

    /// A line for each step, indented beneath what it is a part of: `->  Index Scan using shelves_pkey on shelves`, and
    /// lines without an arrow that tell more of it: `Index Cond: (id = '1'::bigint)`.
    private func postgresqlPlan(
        of query: Query, _ without: [String], _ collects: Bool
    ) async throws -> [PlanStep] {
        var steps: [PlanStep] = []
        var open: [(indent: Int, detail: String)] = []
        for line in try await explained(query, without, collects) {
            let indent = line.prefix { $0 == " " }.count
            let text = line.dropFirst(indent)
            let detail = String(text.hasPrefix("->") ? text.dropFirst(2).drop { $0 == " " } : text)
            open.removeAll { $0.indent >= indent }
            steps.append(PlanStep(detail, within: open.reversed().map(\.detail)))
            open.append((indent, detail))
        }
        return steps
    }

    /// PostgreSQL plans by the sizes of tables and by what it knows of their columns. A test's are so small that any plan
    /// is as good as another: so it is told of a million rows, and that each value stands in five of them, in a
    /// transaction that comes to nothing.
    private func explained(_ query: Query, _ without: [String], _ collects: Bool) async throws -> [String] {
        do {
            return try await base.transaction { transaction in
                for statement in Self.largeShop { try await transaction.execute(statement) }
                if !collects { try await transaction.execute("set local enable_bitmapscan = off") }
                for index in without {
                    try await transaction.execute(
                        "update pg_index set indisvalid = false where indexrelid = cast(\(index) as regclass)")
                }
                // Whatever changes rows is only looked at.
                let lines = try await transaction.query("explain (costs off) \(fragment: query)")
                throw Explained(lines: try lines.map { try $0.get(at: 0, as: String.self) })
            }
        } catch let explained as Explained {
            return explained.lines
        }
    }

    private struct Explained: Error {
        let lines: [String]
    }

    private static let largeShop: [Query] = [
        // Of a table without a row nobody believes that it is large.
        """
        update pg_class set relpages = case relkind when 'i' then 2 else 1 end, reltuples = 1000000
        where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0
        """,
        "delete from pg_statistic where starelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)",
        """
        insert into pg_statistic (starelid, staattnum, stainherit, stanullfrac, stawidth, stadistinct,
            stakind1, stakind2, stakind3, stakind4, stakind5, staop1, staop2, staop3, staop4, staop5,
            stacoll1, stacoll2, stacoll3, stacoll4, stacoll5)
        select c.oid, a.attnum, false, case when a.attnotnull then 0 else 0.5 end, 8, -0.001, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
        """,
        // Then a table is gone through only where no index serves, also to be joined with another.
        "set local enable_seqscan = off", "set local enable_hashjoin = off", "set local enable_mergejoin = off",
    ]
}
