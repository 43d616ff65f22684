import EventLoops
public import SQL

/// One connection to a file, for tools that need to hold a transaction while they work elsewhere.
///
/// Statements block their thread and may take as long as they like.
public final class SQLiteSession: DatabaseSession {
    private let connection: Lock<SQLiteConnection?>

    public var dialect: Dialect { .sqlite }

    /// Opens the file, or creates it; its folder has to exist.
    public init(path: String) throws(SQLError) {
        let connection = try SQLiteConnection(
            path: path, role: .writer, instructionLimit: .max, statementLimit: 64)
        // What fills or reads a whole file is one of a kind, and may take some memory for it.
        try connection.run("pragma cache_size = -65536")
        self.connection = Lock(connection)
    }

    public func query(_ query: Query) async throws(SQLError) -> [Row] { try run(query).rows }

    @discardableResult
    public func execute(_ query: Query) async throws(SQLError) -> ExecutionResult { try run(query) }

    public func close() async {
        connection.withLock { $0 = nil }
    }

    private func run(_ query: Query) throws(SQLError) -> ExecutionResult {
        try connection.withLock { connection throws(SQLError) in
            guard let connection else { throw SQLError(.closed, statement: query.text) }
            return try connection.run(query)
        }
    }
}
