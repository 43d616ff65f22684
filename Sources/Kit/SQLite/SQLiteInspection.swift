import CSQLite
import EventLoops
import Glibc
public import SQL

/// A look into a database file that changes neither the file nor what lies beside it, also while a shop is at work on it.
///
/// For tools that find out what is wrong: a query may take as long as it likes.
public final class SQLiteInspection: SQLConnection {
    /// The version of the engine that is loaded.
    public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

    private let connection: Lock<SQLiteConnection>

    public var dialect: Dialect { .sqlite }

    /// Opens a file that is there.
    public init(path: String) throws(SQLError) {
        var facts = stat()
        // A writer that has not written yet has an empty log, and its index beside it.
        let hasLog = stat(path + "-wal", &facts) == 0 && (facts.st_size > 0 || access(path + "-shm", F_OK) == 0)
        // Where a writer is at work there is a log; where there is none, reading would make one.
        connection = Lock(
            try SQLiteConnection(
                path: path, role: .inspector(isUnchanging: !hasLog), instructionLimit: .max, statementLimit: 16))
    }

    public func query(_ query: Query) async throws(SQLError) -> [Row] {
        try connection.withLock { connection throws(SQLError) in try connection.run(query).rows }
    }

    @discardableResult
    public func execute(_ query: Query) async throws(SQLError) -> ExecutionResult {
        throw SQLError(.readOnly, statement: query.text)
    }
}
