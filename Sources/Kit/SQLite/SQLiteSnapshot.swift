import CSQLite
import Glibc
public import SQL

/// Several databases as all of them are at one moment, whatever other processes write meanwhile.
///
/// For an instant nobody may write into any of them; in that instant a reading transaction begins in each, and each is
/// copied out of its own. The copies are what a power failure at that moment would have left: whatever recovers from
/// that recovers from them. Everything here blocks its thread.
public final class SQLiteSnapshot {
    private let sources: [OpaquePointer]

    /// - Parameter patience: how long to wait for the writers.
    /// - Throws: `SQLError.Code.busy` if they leave no gap.
    public init(of paths: [String], patience: Duration = .seconds(20)) throws(SQLError) {
        var writers: [OpaquePointer] = []
        var readers: [OpaquePointer] = []
        // Closing ends the transactions.
        defer { for writer in writers { sqlite3_close_v2(writer) } }
        do throws(SQLError) {
            for path in paths {
                writers.append(try Self.open(path, SQLITE_OPEN_READWRITE))
                readers.append(try Self.open(path, SQLITE_OPEN_READONLY))
            }
            let end = ContinuousClock.now + patience
            for writer in writers { try Self.lock(writer, until: end) }
            for reader in readers {
                try Self.run("begin", on: reader)
                // The transaction begins with the first look.
                try Self.run("select count(*) from sqlite_schema", on: reader)
            }
        } catch {
            for reader in readers { sqlite3_close_v2(reader) }
            throw error
        }
        sources = readers
    }

    deinit {
        for source in sources { sqlite3_close_v2(source) }
    }

    /// Copies one of the databases, by its place, into a new file, and checks the copy through and through.
    /// - Parameter progress: told how many pages are done, and of how many.
    public func copy(
        _ index: Int, to path: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(SQLError) {
        let copy = try Self.open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        defer { sqlite3_close_v2(copy) }
        guard let backup = sqlite3_backup_init(copy, "main", sources[index], "main") else {
            throw SQLError(lastErrorOf: copy, result: sqlite3_errcode(copy), statement: "backup")
        }
        var result = SQLITE_OK
        while result == SQLITE_OK {
            result = sqlite3_backup_step(backup, 4096)
            let total = Int(sqlite3_backup_pagecount(backup))
            progress(total - Int(sqlite3_backup_remaining(backup)), total)
        }
        sqlite3_backup_finish(backup)
        guard result == SQLITE_DONE else {
            throw SQLError(lastErrorOf: copy, result: result, statement: "backup")
        }
        // One file, with no log beside it.
        try Self.run("pragma journal_mode = delete", on: copy)
        try Self.requireIntegrity(of: copy, path)
    }

    /// Reads a whole database and holds it against itself.
    /// - Throws: what is wrong with it.
    public static func requireIntegrity(of path: String) throws(SQLError) {
        let database = try open(path, SQLITE_OPEN_READONLY)
        defer { sqlite3_close_v2(database) }
        try requireIntegrity(of: database, path)
    }

    private static func requireIntegrity(of database: OpaquePointer, _ path: String) throws(SQLError) {
        let findings = try run("pragma integrity_check", on: database)
        guard findings == ["ok"] else {
            throw SQLError(.connectionLost, detail: findings.joined(separator: "; "), statement: "check \(path)")
        }
    }

    private static func open(_ path: String, _ access: Int32) throws(SQLError) -> OpaquePointer {
        var handle: OpaquePointer?
        let result = sqlite3_open_v2(path, &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard result == SQLITE_OK, let handle else {
            let error = SQLError(lastErrorOf: handle, result: result, statement: "open \(path)")
            sqlite3_close_v2(handle)
            throw error
        }
        sqlite3_busy_timeout(handle, 5_000)
        return handle
    }

    /// Asks more often than the engine's own patience would: a busy writer leaves gaps of a millisecond.
    private static func lock(_ writer: OpaquePointer, until end: ContinuousClock.Instant) throws(SQLError) {
        sqlite3_busy_timeout(writer, 0)
        while true {
            do throws(SQLError) {
                try run("begin immediate", on: writer)
                return
            } catch {
                guard error.code == .busy, ContinuousClock.now < end else { throw error }
                usleep(300)
            }
        }
    }

    /// Runs a statement of ours; answers the first column of its rows.
    @discardableResult
    private static func run(_ statement: StaticString, on database: OpaquePointer) throws(SQLError) -> [String] {
        var pointer: OpaquePointer?
        var result = sqlite3_prepare_v2(database, "\(statement)", -1, &pointer, nil)
        guard result == SQLITE_OK else {
            throw SQLError(lastErrorOf: database, result: result, statement: "\(statement)")
        }
        defer { sqlite3_finalize(pointer) }
        var rows: [String] = []
        result = sqlite3_step(pointer)
        while result == SQLITE_ROW {
            rows.append(sqlite3_column_text(pointer, 0).map { String(cString: $0) } ?? "")
            result = sqlite3_step(pointer)
        }
        guard result == SQLITE_DONE else {
            throw SQLError(lastErrorOf: database, result: result, statement: "\(statement)")
        }
        return rows
    }
}
