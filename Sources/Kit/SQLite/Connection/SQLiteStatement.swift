import CSQLite
import SQL

/// A prepared statement. It is kept and used again and again; between two uses it is always reset, so that a reader
/// never holds on to an old state of the database.
final class SQLiteStatement {
    let pointer: OpaquePointer
    private let database: OpaquePointer
    private let text: String
    private let placeholderCount: Int
    private(set) var columns: Columns
    private var preparations: CInt = 0

    init(_ text: String, on database: OpaquePointer) throws(SQLError) {
        var pointer: OpaquePointer?
        var hasMore = false
        var copy = text
        let result = copy.withUTF8 { bytes -> CInt in
            guard let start = bytes.baseAddress else { return SQLITE_ERROR }
            var tail: UnsafePointer<CChar>?
            return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
                let result = sqlite3_prepare_v3(
                    database, start, CInt(bytes.count), CUnsignedInt(SQLITE_PREPARE_PERSISTENT), &pointer, &tail)
                let used = tail.map { $0 - start } ?? bytes.count
                hasMore = bytes[used...].contains { !Self.isSpace($0) }
                return result
            }
        }
        guard result == SQLITE_OK, let pointer else {
            throw SQLError(lastErrorOf: database, result: result, statement: text)
        }
        guard !hasMore else {
            sqlite3_finalize(pointer)
            throw SQLError(.invalidStatement, detail: "more than one statement in a query", statement: text)
        }
        self.pointer = pointer
        self.database = database
        self.text = text
        placeholderCount = Int(sqlite3_bind_parameter_count(pointer))
        columns = Self.columns(of: pointer)
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    /// Runs the statement to its end.
    func run(_ binds: [SQLValue]) throws(SQLError) -> [Row] {
        defer {
            sqlite3_reset(pointer)
            // What was bound may be large, or secret.
            if !binds.isEmpty { sqlite3_clear_bindings(pointer) }
        }
        try bind(binds)
        var result = sqlite3_step(pointer)
        guard result == SQLITE_ROW else {
            guard result == SQLITE_DONE else { throw failure(result) }
            return []
        }
        refreshColumns()
        var rows = RowsBuilder(columns: columns)
        let width = CInt(columns.names.count)
        while result == SQLITE_ROW {
            for index in 0..<width { rows.append(value(at: index)) }
            result = sqlite3_step(pointer)
        }
        guard result == SQLITE_DONE else { throw failure(result) }
        return rows.rows()
    }

    /// Runs the statement to its end, and lends each row.
    func visit(
        _ binds: [SQLValue], _ visit: (borrowing LiveRow) throws(SQLError) -> Void
    ) throws(SQLError) {
        defer {
            sqlite3_reset(pointer)
            if !binds.isEmpty { sqlite3_clear_bindings(pointer) }
        }
        try bind(binds)
        var result = sqlite3_step(pointer)
        if result == SQLITE_ROW { refreshColumns() }
        let row = LiveRow(self)
        while result == SQLITE_ROW {
            try visit(row)
            result = sqlite3_step(pointer)
        }
        guard result == SQLITE_DONE else { throw failure(result) }
    }

    private func bind(_ binds: [SQLValue]) throws(SQLError) {
        guard binds.count == placeholderCount else {
            throw SQLError(
                .invalidStatement, detail: "\(placeholderCount) placeholders, \(binds.count) values", statement: text)
        }
        var index: CInt = 0
        for value in binds {
            index += 1
            let result = bind(value, at: index)
            guard result == SQLITE_OK else { throw failure(result) }
        }
    }

    private func bind(_ value: SQLValue, at index: CInt) -> CInt {
        switch value {
        case .null:
            return sqlite3_bind_null(pointer, index)
        case .integer(let number):
            return sqlite3_bind_int64(pointer, index, number)
        case .boolean(let flag):
            return sqlite3_bind_int64(pointer, index, flag ? 1 : 0)
        case .real(let number):
            return sqlite3_bind_double(pointer, index, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    // An empty buffer may have no address, which would bind null.
                    guard let start = characters.baseAddress else {
                        return sqlite3_bind_text(pointer, index, "", 0, nil)
                    }
                    return sqlite3_bind_text64(
                        pointer, index, start, UInt64(characters.count), copied, UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(pointer, index, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob64(pointer, index, $0.baseAddress, UInt64($0.count), copied)
            }
        }
    }

    private func value(at index: CInt) -> SQLValue {
        switch sqlite3_column_type(pointer, index) {
        case SQLITE_INTEGER:
            return .integer(sqlite3_column_int64(pointer, index))
        case SQLITE_FLOAT:
            return .real(sqlite3_column_double(pointer, index))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(pointer, index) else { return .null }
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, index)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(pointer, index) else { return .blob([]) }
            return .blob(
                [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, index)))))
        default:
            return .null
        }
    }

    /// After a change of the schema the engine prepares the statement anew by itself, and `select *` has other columns.
    private func refreshColumns() {
        let preparations = sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_REPREPARE, 0)
        guard preparations != self.preparations else { return }
        self.preparations = preparations
        columns = Self.columns(of: pointer)
    }

    private func failure(_ result: CInt) -> SQLError {
        SQLError(lastErrorOf: database, result: result, statement: text)
    }

    private static func columns(of pointer: OpaquePointer) -> Columns {
        Columns(
            (0..<sqlite3_column_count(pointer)).map { index in
                sqlite3_column_name(pointer, index).map { String(cString: $0) } ?? ""
            })
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0d).contains(byte) || byte == UInt8(ascii: ";")
    }
}

/// Tells the engine to copy what is bound: SQLite's own macro for it is a cast that Swift cannot import.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
