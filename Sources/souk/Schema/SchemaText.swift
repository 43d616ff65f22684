/// Draws a schema as text for a terminal: one block a table, one line a column.
struct SchemaText: Sendable {
    let schema: DatabaseSchema

    var text: String {
        let shop = schema.tables.filter { !$0.belongsToKit }
        let kit = schema.tables.filter(\.belongsToKit)
        var lines = ["\(schema.service): \(shop.count) tables of its own, \(kit.count) that the kit keeps beside them"]
        lines += [
            "● primary key   ◆ unique   ? may be null   → foreign key   ⇢ points there without one", "",
        ]
        for table in shop + kit { lines += block(table) + [""] }
        return lines.joined(separator: "\n")
    }

    private func block(_ table: SchemaTable) -> [String] {
        var lines = ["┌─ \(table.name)" + (table.indexedTable.map { "  (finds text of \($0))" } ?? "")]
        let nameWidth = table.columns.map(\.name.count).max() ?? 0
        let typeWidth = table.columns.map { Self.type(of: $0).count }.max() ?? 0
        for column in table.columns {
            let mark = column.isKey ? "●" : table.isUnique(column.name) ? "◆" : " "
            let line = "│ \(mark) \(Self.padded(column.name, to: nameWidth))  "
            lines.append(
                Self.trimmed(
                    line + "\(Self.padded(Self.type(of: column), to: typeWidth))  \(remark(on: column, table))"))
        }
        lines += table.unique.filter { $0.columns.count > 1 || $0.condition != nil }.map { "├ unique \($0.words)" }
        lines += table.indexes.map { "├ index \($0.name ?? "") \($0.words)" }
        lines += table.triggers.map { "├ trigger \($0)" }
        return lines + ["└─"]
    }

    private func remark(on column: SchemaColumn, _ table: SchemaTable) -> String {
        var parts: [String] = []
        if let key = table.foreignKey(from: column.name), let target = key.target(of: column.name) {
            parts.append("→ \(key.table).\(target)" + (key.cascades ? ", goes with it" : ""))
        } else if let soft = SoftReference.of(column.name, in: table) {
            parts.append("⇢ \(soft.words(seenFrom: schema.service))")
        }
        if let value = column.defaultText { parts.append("default \(value)") }
        return parts.joined(separator: "   ")
    }

    private static func type(of column: SchemaColumn) -> String {
        column.type + (column.mayBeNull && !column.type.isEmpty ? "?" : "")
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}

extension SchemaForeignKey {
    /// The column that one of this key's columns points to.
    func target(of column: String) -> String? {
        zip(columns, targetColumns).first { $0.0 == column }?.1
    }
}
