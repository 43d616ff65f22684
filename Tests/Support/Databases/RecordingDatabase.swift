import EventLoops
public import SQL

/// A database that writes down what is asked of it.
public final class RecordingDatabase: Database {
    private let base: any Database
    private let statements: Lock<[Query]>

    public init(_ base: any Database) {
        self.base = base
        statements = Lock([])
    }

    /// What was asked since it was asked last, in the order in which it was.
    public func takeStatements() -> [Query] {
        statements.withLock { statements in
            defer { statements = [] }
            return statements
        }
    }

    /// How the engine would answer a query, step by step.
    public func plan(of query: Query) async throws -> [PlanStep] {
        switch dialect.engine {
        case .sqlite: try await sqlitePlan(of: query)
        case .postgresql: try await postgresqlPlan(of: query)
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
    private func postgresqlPlan(of query: Query) async throws -> [PlanStep] {
        var steps: [PlanStep] = []
        var open: [(indent: Int, detail: String)] = []
        let lines = try await base.transaction { transaction in
            // Tables of a test are so small that no index is worth while: they are said to hold millions. Where going
            // through one, or sorting, is still the way, there is no index for it.
            try await transaction.execute(
                """
                update pg_class set relpages = 1, reltuples = 10000000
                where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0
                """)
            for way in ["enable_seqscan", "enable_sort"] {
                try await transaction.execute("set local \(unescaped: way) = off")
            }
            // Also what changes rows is only looked at.
            return try await transaction.query("explain (costs off) \(fragment: query)") {
                try $0.get(at: 0, as: String.self)
            }
        }
        for line in lines {
            let indent = line.prefix { $0 == " " }.count
            let text = line.dropFirst(indent)
            let detail = String(text.hasPrefix("->") ? text.dropFirst(2).drop { $0 == " " } : text)
            open.removeAll { $0.indent >= indent }
            steps.append(PlanStep(detail, within: open.reversed().map(\.detail)))
            open.append((indent, detail))
        }
        return steps
    }

    /// The names of the tables; what else stands in a plan is made by a query itself.
    public func tables() async throws -> Set<String> {
        let names: Query =
            switch dialect.engine {
            case .sqlite: "select name from sqlite_master where type = 'table'"
            case .postgresql: "select tablename from pg_tables where schemaname = 'public'"
            }
        return Set(try await base.query(names) { try $0.get(at: 0) })
    }

    fileprivate func record(_ query: Query) {
        statements.withLock { $0.append(query) }
    }

    public var dialect: Dialect { base.dialect }

    public func query(_ query: Query) async throws(SQLError) -> [Row] {
        record(query)
        return try await base.query(query)
    }

    public func slowQuery(_ query: Query) async throws(SQLError) -> [Row] {
        record(query)
        return try await base.slowQuery(query)
    }

    public func readAtHand(
        _ query: Query, _ visit: (borrowing LiveRow) throws(SQLError) -> Void
    ) throws(SQLError) -> Bool {
        guard try base.readAtHand(query, visit) else { return false }
        record(query)
        return true
    }

    @discardableResult
    public func execute(_ query: Query) async throws(SQLError) -> ExecutionResult {
        record(query)
        return try await base.execute(query)
    }

    public func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) async throws -> Value
    ) async throws -> Value {
        try await base.transaction { [self] transaction in
            try await body(RecordingTransaction(base: transaction, record: record))
        }
    }

    public func close() async { await base.close() }
}

private struct RecordingTransaction: Transaction {
    let base: any Transaction
    let record: @Sendable (Query) -> Void

    var dialect: Dialect { base.dialect }

    func query(_ query: Query) async throws(SQLError) -> [Row] {
        record(query)
        return try await base.query(query)
    }

    func execute(_ query: Query) async throws(SQLError) -> ExecutionResult {
        record(query)
        return try await base.execute(query)
    }

    func afterCommit(_ hook: @escaping @Sendable () -> Void) { base.afterCommit(hook) }
}
