import SQL

/// Texts that SQLite keeps and PostgreSQL does not: those with a NUL in them.
enum UnfitTexts {
    struct Found: Error, CustomStringConvertible {
        let places: [String]

        var description: String {
            "PostgreSQL keeps no text with a NUL in it, and there is one in \(places.joined(separator: "; ")): "
                + "correct it first; nothing was copied"
        }
    }

    /// One place of each table, by its key.
    static func places(in session: some SQLConnection, of service: String) async throws -> [String] {
        var places: [String] = []
        for table in try await TableCatalogue(of: session).tables {
            let texts = table.columns.filter { $0.kind == .text }.map { CopyTable.quoted($0.name) }
            guard !texts.isEmpty else { continue }
            let conditions = texts.map { "instr(\($0), char(0)) > 0" }
            let which = zip(texts, table.columns.filter { $0.kind == .text })
                .map { "when instr(\($0), char(0)) > 0 then '\($1.name)'" }.joined(separator: " ")
            let key = table.key.map { "cast(\(CopyTable.quoted($0)) as text)" }.joined(separator: " || ', ' || ")
            let found = try await session.first(
                """
                select case \(unescaped: which) end, \(unescaped: key) from \(unescaped: CopyTable.quoted(table.name))
                where \(unescaped: conditions.joined(separator: " or ")) limit 1
                """
            ) { (column: try $0.get(at: 0, as: String.self), key: try $0.get(at: 1, as: String.self)) }
            if let found {
                let names = table.key.joined(separator: ", ")
                places.append("\(service): \(table.name).\(found.column), \(names) \(found.key.debugDescription)")
            }
        }
        return places
    }
}
