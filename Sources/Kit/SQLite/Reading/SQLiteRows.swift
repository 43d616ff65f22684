import SQL

/// The rows of a query, which runs as they are walked over.
struct SQLiteRows: LiveRowsSource {
    let reader: SQLiteReader
    let query: Query

    func visit(_ body: (borrowing LiveRow) throws(SQLError) -> Void) throws(SQLError) {
        try reader.visit(query, body)
    }
}
