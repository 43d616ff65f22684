import SQL

/// Reads a table page after page in the order of its key, so that memory holds one page, however large the table is.
struct TablePages {
    /// A row that cannot be carried over.
    struct Unfit: Error, CustomStringConvertible {
        let place: String
        let reason: String
        var description: String { "\(place) \(reason): nothing was copied" }
    }

    let table: CopyTable
    let session: any DatabaseSession
    private var last: [SQLValue]?
    private var isAtEnd = false

    init(_ table: CopyTable, in session: any DatabaseSession) {
        self.table = table
        self.session = session
    }

    /// The next rows, each value as every engine takes it; empty at the end.
    /// - Throws: ``Unfit`` for a value that is not of its column's kind, as an engine without strict types may hold one.
    mutating func next() async throws -> [[SQLValue]] {
        guard !isAtEnd else { return [] }
        let found = try await session.query(query)
        isAtEnd = found.count < table.pageSize
        let rows = try found.map(canonical)
        if let row = found.last { last = try table.key.map { try row.get(at: $0, as: SQLValue.self) } }
        return rows
    }

    private var query: Query {
        let head: Query = "select \(unescaped: table.columnList) from \(unescaped: table.quotedName)"
        let tail: Query = " order by \(unescaped: table.keyList) limit \(table.pageSize)"
        guard let last else { return head + tail }
        return head + " where (\(unescaped: table.keyList)) > \(list: last)" + tail
    }

    private func canonical(_ row: Row) throws -> [SQLValue] {
        var values: [SQLValue] = []
        values.reserveCapacity(table.columns.count)
        for (index, column) in table.columns.enumerated() {
            let value = try row.get(at: index, as: SQLValue.self)
            guard let canonical = column.kind.canonical(value) else {
                let raw = try table.columns.indices.map { try row.get(at: $0, as: SQLValue.self) }
                throw Unfit(
                    place: "the \(column.name) of \(table.name), \(table.describeKey(of: raw)),",
                    reason: "is no \(column.kind)")
            }
            values.append(canonical)
        }
        return values
    }
}
