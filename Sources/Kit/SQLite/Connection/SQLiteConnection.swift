import CSQLite
import Glibc
import Observability
import SQL

/// One connection to the file. It belongs to whoever holds it; nothing in it is locked.
final class SQLiteConnection {
    enum Role {
        case reader, writer
        /// Reads for a look that changes nothing. An unchanging file has no log beside it and is opened without making
        /// one.
        case inspector(isUnchanging: Bool)
    }

    private let database: OpaquePointer
    private var statements: StatementCache
    /// What a statement may still do, counted down by the engine's progress handler.
    private let budget: UnsafeMutablePointer<Int>
    private let instructionLimit: Int

    init(path: String, role: Role, instructionLimit: Int, statementLimit: Int) throws(SQLError) {
        _ = Self.memoryIsNotCounted
        var handle: OpaquePointer?
        let result = sqlite3_open_v2(
            role.name(of: path), &handle, role.access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
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
            }, UnsafeMutableRawPointer(bitPattern: role.patienceMilliseconds))
        sqlite3_progress_handler(
            database, progressStep,
            { budget in
                guard let budget else { return 0 }
                let remaining = budget.assumingMemoryBound(to: Int.self)
                remaining.pointee -= Int(progressStep)
                return remaining.pointee < 0 ? 1 : 0
            }, budget)
        for pragma in role.pragmas { try run(pragma) }
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(database)
        budget.deallocate()
    }

    /// How many prepared statements wait for their next use.
    var keptStatements: Int { statements.count }

    /// Whether a transaction is open. Some errors (a full disk, an interrupt) end it without being asked.
    var isInTransaction: Bool { sqlite3_get_autocommit(database) == 0 }

    /// Whether rows point to others that are not there, by a constraint that is checked at the commit only.
    var hasDeferredViolation: Bool {
        var current: CInt = 0
        var highest: CInt = 0
        sqlite3_db_status(database, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
        return current != 0
    }

    /// Runs a statement, and writes it down where the request is recorded that it belongs to.
    @discardableResult
    func run(_ query: Query) throws(SQLError) -> ExecutionResult {
        guard let recording = RequestRecording.current else { return try perform(query) }
        return try recording.note(query.text, rows: { max($0.rows.count, $0.rowsChanged) }) { () throws(SQLError) in
            try perform(query)
        }
    }

    private func perform(_ query: Query) throws(SQLError) -> ExecutionResult {
        let statement = try begin(query)
        let before = sqlite3_total_changes64(database)
        let rows = try statement.run(query.binds)
        // `changes` stands still when a statement is no insert, update or delete.
        let changed = sqlite3_total_changes64(database) == before ? 0 : Int(sqlite3_changes64(database))
        return ExecutionResult(rowsChanged: changed, rows: rows)
    }

    /// Reads row after row without making a result of them.
    func visit(_ query: Query, _ visit: (borrowing LiveRow) throws(SQLError) -> Void) throws(SQLError) {
        guard let recording = RequestRecording.current else { return try begin(query).visit(query.binds, visit) }
        var rows = 0
        try recording.note(query.text, rows: { _ in rows }) { () throws(SQLError) in
            try begin(query).visit(query.binds) { row throws(SQLError) in
                rows += 1
                try visit(row)
            }
        }
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
}

/// After so many of the engine's instructions it asks whether to go on.
private let progressStep: CInt = 4096
