import CSQLite
import SQL

/// A column's value is asked for once, and then told by itself. The engine calls it unprotected: good for one thread, and
/// a connection never serves more than one at a time.
extension SQLiteStatement: LiveRowSource {
    func isNull(at column: Int) -> Bool { sqlite3_column_type(pointer, CInt(column)) == SQLITE_NULL }

    func integer(at column: Int) -> Int64? {
        let value = sqlite3_column_value(pointer, CInt(column))
        guard sqlite3_value_type(value) == SQLITE_INTEGER else { return nil }
        return sqlite3_value_int64(value)
    }

    func text(at column: Int) -> UnsafeBufferPointer<UInt8>? {
        let value = sqlite3_column_value(pointer, CInt(column))
        guard sqlite3_value_type(value) == SQLITE_TEXT, let start = sqlite3_value_text(value) else { return nil }
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    }
}
