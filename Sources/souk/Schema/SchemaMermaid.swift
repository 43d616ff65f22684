/// Writes a schema as a Mermaid diagram, which forges and wikis draw by themselves.
struct SchemaMermaid: Sendable {
    let schema: DatabaseSchema

    var text: String {
        var lines = ["erDiagram"]
        for table in schema.tables {
            lines.append("    \(table.name) {")
            for column in table.columns {
                let marks = marks(of: column, in: table).joined(separator: ", ")
                let type = column.type.isEmpty ? "text" : column.type
                lines.append("        \(type) \(column.name)" + (marks.isEmpty ? "" : " \(marks)"))
            }
            lines.append("    }")
        }
        for table in schema.tables {
            for key in table.foreignKeys {
                lines.append("    \(key.table) ||--o{ \(table.name) : \"\(key.columns.joined(separator: ", "))\"")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func marks(of column: SchemaColumn, in table: SchemaTable) -> [String] {
        var marks: [String] = []
        if column.isKey { marks.append("PK") }
        if table.foreignKey(from: column.name) != nil { marks.append("FK") }
        if table.isUnique(column.name) { marks.append("UK") }
        return marks
    }
}
