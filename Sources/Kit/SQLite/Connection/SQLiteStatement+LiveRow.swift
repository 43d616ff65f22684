import CSQLite
import SQL

extension SQLiteStatement: LiveRowSource {
    func isNull(at column: Int) -> Bool { sqlite3_column_type(pointer, CInt(column)) == SQLITE_NULL }

    func integer(at column: Int) -> Int64? {
        guard sqlite3_column_type(pointer, CInt(column)) == SQLITE_INTEGER else { return nil }
        return sqlite3_column_int64(pointer, CInt(column))
    }

    func text(at column: Int) -> UnsafeBufferPointer<UInt8>? {
        guard sqlite3_column_type(pointer, CInt(column)) == SQLITE_TEXT,
            let start = sqlite3_column_text(pointer, CInt(column))
        else { return nil }
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, CInt(column))))
    }
}
