import CSQLite
import Glibc
import SQL

/// One connection to the file. It belongs to whoever holds it; nothing in it is locked.
final class SQLiteConnection {
    enum Role: String {
        case reader, writer
    }

    private let database: OpaquePointer
    private var statements: StatementCache
    /// What a statement may still do, counted down by the engine's progress handler.
    private let budget: UnsafeMutablePointer<Int>
    private let instructionLimit: Int

    init(path: String, role: Role, instructionLimit: Int, statementLimit: Int) throws(SQLError) {
        _ = Self.memoryIsNotCounted
        var handle: OpaquePointer?
        let access = role == .writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        let result = sqlite3_open_v2(path, &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard result == SQLITE_OK, let handle else {
            let error = SQLError(lastErrorOf: handle, result: result, statement: "open \(path)")
            sqlite3_close_v2(handle)
            throw error
        }
        database = handle
        statements = StatementCache(limit: statementLimit)
        budget = .allocate(capacity: 1)
        budget.initialize(to: instructionLimit)
        self.instructionLimit = instructionLimit
        // A writer that is busy without a pause leaves gaps of a fraction of a millisecond between two transactions. The
        // engine's own patience looks ever more seldom, and another process might never get its turn.
        sqlite3_busy_handler(
            database,
            { limit, attempts in
                usleep(1000)
                return Int(attempts) < Int(bitPattern: limit) ? 1 : 0
            }, UnsafeMutableRawPointer(bitPattern: role == .writer ? 10_000 : 2_000))
        sqlite3_progress_handler(
            database, progressStep,
            { budget in
                guard let budget else { return 0 }
                let remaining = budget.assumingMemoryBound(to: Int.self)
                remaining.pointee -= Int(progressStep)
                return remaining.pointee < 0 ? 1 : 0
            }, budget)
        for pragma in Self.pragmas(of: role) { try run(pragma) }
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(database)
        budget.deallocate()
    }

    /// Whether a transaction is open. Some errors (a full disk, an interrupt) end it without being asked.
    var isInTransaction: Bool { sqlite3_get_autocommit(database) == 0 }

    /// Whether rows point to others that are not there, by a constraint that is checked at the commit only.
    var hasDeferredViolation: Bool {
        var current: CInt = 0
        var highest: CInt = 0
        sqlite3_db_status(database, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
        return current != 0
    }

    @discardableResult
    func run(_ query: Query) throws(SQLError) -> ExecutionResult {
        let statement = try begin(query)
        let before = sqlite3_total_changes64(database)
        let rows = try statement.run(query.binds)
        // `changes` stands still when a statement is no insert, update or delete.
        let changed = sqlite3_total_changes64(database) == before ? 0 : Int(sqlite3_changes64(database))
        return ExecutionResult(rowsChanged: changed, rows: rows)
    }

    /// Reads row after row without making a result of them.
    func visit(_ query: Query, _ visit: (borrowing LiveRow) throws(SQLError) -> Void) throws(SQLError) {
        try begin(query).visit(query.binds, visit)
    }

    private func begin(_ query: Query) throws(SQLError) -> SQLiteStatement {
        budget.pointee = instructionLimit
        let database = database
        return try statements.statement(query.text) { text throws(SQLError) in
            try SQLiteStatement(text, on: database)
        }
    }

    /// Moves what is in the write-ahead log into the database.
    func checkpoint(truncating: Bool) {
        // It may find a reader in its way; then the next one will do it.
        let mode = truncating ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
        _ = sqlite3_wal_checkpoint_v2(database, nil, mode, nil, nil)
    }

    /// The engine would count its memory under one lock, at each of the dozen allocations of a read.
    private static let memoryIsNotCounted = shim_do_not_count_memory() == SQLITE_OK

    private static func pragmas(of role: Role) -> [Query] {
        switch role {
        case .writer:
            [
                "pragma journal_mode = wal", "pragma synchronous = full", "pragma foreign_keys = on",
                "pragma cache_size = -4096", "pragma temp_store = memory",
                // Usually the idle writer checkpoints; this bounds the log under load that never ends.
                "pragma wal_autocheckpoint = 4000", "pragma journal_size_limit = 67108864",
            ]
        case .reader:
            // Each loop has one of these, so they are kept small.
            ["pragma query_only = on", "pragma cache_size = -1024", "pragma temp_store = memory"]
        }
    }
}

/// After so many of the engine's instructions it asks whether to go on.
private let progressStep: CInt = 4096
