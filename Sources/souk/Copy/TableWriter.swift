import SQL

/// Writes rows into an empty table, many in a statement.
struct TableWriter {
    let table: CopyTable
    let session: any DatabaseSession
    private let rowsInStatement: Int
    /// For as many rows as a statement takes: its text is put together once.
    private let statement: Query

    init(_ table: CopyTable, in session: any DatabaseSession) {
        self.table = table
        self.session = session
        rowsInStatement = max(1, min(table.pageSize, Self.valuesInStatement / table.columns.count))
        statement = Self.statement(for: table, rows: rowsInStatement)
    }

    /// Far from what either engine takes; beyond, a statement is not sooner done.
    private static let valuesInStatement = 4000

    func write(_ rows: [[SQLValue]]) async throws(SQLError) {
        var rest = rows[...]
        while !rest.isEmpty {
            let some = rest.prefix(rowsInStatement)
            rest = rest.dropFirst(rowsInStatement)
            let form = some.count == rowsInStatement ? statement : Self.statement(for: table, rows: some.count)
            try await session.execute(form.binding(all: some.flatMap { $0 }))
        }
    }

    private static func statement(for table: CopyTable, rows: Int) -> Query {
        let row: Query = "\(list: [SQLValue](repeating: .null, count: table.columns.count))"
        return "insert into \(unescaped: table.quotedName) (\(unescaped: table.columnList)) values "
            + repeatElement(row, count: rows).joined(separator: ", ")
    }
}
