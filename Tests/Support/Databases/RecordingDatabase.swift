import EventLoops
public import SQL

/// A database that writes down what is asked of it.
public final class RecordingDatabase: Database {
    let base: any Database
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

    public func lendRows(of query: Query, to reader: any LiveRowsReader) throws(SQLError) -> Lending {
        let lending = try base.lendRows(of: query, to: reader)
        if lending != .impossible { record(query) }
        return lending
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
