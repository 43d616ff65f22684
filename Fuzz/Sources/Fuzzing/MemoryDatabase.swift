import CSQLite
import SQL

/// SQLite itself, with what the services ask of it and none of their own ways in between.
final class MemoryDatabase: Sendable {
    /// The fuzzer has one thread.
    nonisolated(unsafe) private let database: OpaquePointer

    init(_ statements: [Query]) {
        var opened: OpaquePointer?
        expect(sqlite3_open(":memory:", &opened) == SQLITE_OK, "no database")
        database = need(opened, "no database")
        for statement in statements { run(statement) }
    }

    /// The first column of each row, as a number.
    @discardableResult
    func run(_ query: Query) -> [Int64] {
        var prepared: OpaquePointer?
        let status = sqlite3_prepare_v2(database, query.text, -1, &prepared, nil)
        expect(status == SQLITE_OK, "SQLite refuses \(query.text): \(message)")
        defer { sqlite3_finalize(prepared) }
        expect(Int(sqlite3_bind_parameter_count(prepared)) == query.binds.count, "\(query.text) has other binds")
        for (index, value) in query.binds.enumerated() { bind(value, to: prepared, at: Int32(index + 1)) }
        var rows: [Int64] = []
        while true {
            switch sqlite3_step(prepared) {
            case SQLITE_ROW: rows.append(sqlite3_column_int64(prepared, 0))
            case SQLITE_DONE: return rows
            default: fail("SQLite refuses \(query.binds): \(message)")
            }
        }
    }

    private var message: String { String(cString: sqlite3_errmsg(database)) }

    private func bind(_ value: SQLValue, to statement: OpaquePointer?, at index: Int32) {
        switch value {
        case .text(let text):
            let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            sqlite3_bind_text(statement, index, text, Int32(text.utf8.count), copy)
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        default: fail("\(value) is bound by nobody")
        }
    }
}
