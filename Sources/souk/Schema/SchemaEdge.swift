/// A line of a drawing: from the column that refers to what it refers to, in the same database.
struct SchemaEdge: Sendable, Equatable {
    let from: String
    let fromColumn: String?
    let to: String
    let toColumn: String?
    /// Whether the database itself holds the two together.
    let isForeignKey: Bool

    /// All lines of a schema.
    static func all(of schema: DatabaseSchema) -> [SchemaEdge] {
        schema.tables.flatMap { table in
            let held = table.foreignKeys.flatMap { key in
                zip(key.columns, key.targetColumns).map { from, to in
                    SchemaEdge(from: table.name, fromColumn: from, to: key.table, toColumn: to, isForeignKey: true)
                }
            }
            let soft = table.columns.compactMap { column -> SchemaEdge? in
                guard let reference = SoftReference.of(column.name, in: table), reference.service == schema.service,
                    reference.table != table.name, schema.table(reference.table) != nil
                else { return nil }
                return SchemaEdge(
                    from: table.name, fromColumn: column.name, to: reference.table, toColumn: reference.column,
                    isForeignKey: false)
            }
            let indexed = table.indexedTable.map { other in
                SchemaEdge(from: table.name, fromColumn: nil, to: other, toColumn: nil, isForeignKey: false)
            }
            return held + soft + (indexed.map { [$0] } ?? [])
        }
    }
}
