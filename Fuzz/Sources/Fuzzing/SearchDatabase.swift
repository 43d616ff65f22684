import CSQLite
import SQL

@testable import Catalog

/// One product and the tables that it is searched by, as the catalog makes them, in SQLite itself.
final class SearchDatabase: Sendable {
    /// The fuzzer has one thread.
    nonisolated(unsafe) private let database: OpaquePointer

    init() {
        var opened: OpaquePointer?
        expect(sqlite3_open(":memory:", &opened) == SQLITE_OK, "no database")
        database = need(opened, "no database")
        run("create table products (id integer primary key, search_name text, search_description text)")
        for statement in CreateProductSearch().statements(.sqlite) { run(statement) }
    }

    func finds(_ search: ProductSearch, inProductCalled name: String) -> Bool {
        run("delete from products")
        run("insert into products (id, search_name, search_description) values (1, \(name), '')")
        let conditions = search.conditions(.sqlite).joined(separator: " and ")
        let found = run(
            "select p.id from products p where \(fragment: conditions) order by \(fragment: search.relevance)")
        return found > 0
    }

    /// The number of rows.
    @discardableResult
    private func run(_ query: Query) -> Int {
        var prepared: OpaquePointer?
        let status = sqlite3_prepare_v2(database, query.text, -1, &prepared, nil)
        expect(status == SQLITE_OK, "SQLite refuses \(query.text): \(message)")
        defer { sqlite3_finalize(prepared) }
        for (index, value) in query.binds.enumerated() { bind(value, to: prepared, at: Int32(index + 1)) }
        var rows = 0
        while true {
            switch sqlite3_step(prepared) {
            case SQLITE_ROW: rows += 1
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
        default: fail("a search binds \(value)")
        }
    }
}
