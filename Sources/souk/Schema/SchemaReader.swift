import SQL

/// Reads the schema of a SQLite database out of the database.
struct SchemaReader: Sendable {
    let database: any Database

    func schema(of service: String) async throws -> DatabaseSchema {
        // Shadow tables are the insides of virtual ones.
        let names = try await database.query(
            """
            select list.name as name, made.sql as sql from pragma_table_list as list
            join sqlite_schema as made on made.name = list.name and made.type = 'table'
            where list.schema = 'main' and list.type in ('table', 'virtual') and list.name not glob 'sqlite_*'
            order by made.rowid
            """
        ) { row in (name: try row.get("name", as: String.self), sql: try row.get("sql", as: String.self)) }
        var tables: [SchemaTable] = []
        for (name, sql) in names { tables.append(try await table(name, sql: sql)) }
        return DatabaseSchema(service: service, tables: tables)
    }

    private func table(_ name: String, sql: String) async throws -> SchemaTable {
        var unique: [SchemaIndex] = []
        var indexes: [SchemaIndex] = []
        for (index, isUnique) in try await indexList(of: name) {
            if isUnique { unique.append(index) } else { indexes.append(index) }
        }
        return SchemaTable(
            name: name, columns: try await columns(of: name), foreignKeys: try await foreignKeys(of: name),
            unique: unique, indexes: indexes, triggers: try await triggers(of: name),
            indexedTable: Self.text(in: sql, after: "content = '", upTo: "'"))
    }

    private func columns(of table: String) async throws -> [SchemaColumn] {
        try await database.query(
            """
            select name, type, "notnull", dflt_value, pk from pragma_table_xinfo(\(table))
            where hidden = 0 order by cid
            """
        ) { row in
            let isKey = try row.get("pk", as: Int.self) > 0
            return SchemaColumn(
                name: try row.get("name"), type: try row.get("type", as: String.self).lowercased(),
                mayBeNull: try !isKey && row.get("notnull", as: Int.self) == 0,
                defaultText: try row.get("dflt_value"), isKey: isKey)
        }
    }

    private func foreignKeys(of table: String) async throws -> [SchemaForeignKey] {
        let parts = try await database.query(
            """
            select id, "table", "from", coalesce("to", '') as "to", on_delete from pragma_foreign_key_list(\(table))
            order by id, seq
            """
        ) { row in
            (
                id: try row.get("id", as: Int.self), table: try row.get("table", as: String.self),
                from: try row.get("from", as: String.self), to: try row.get("to", as: String.self),
                onDelete: try row.get("on_delete", as: String.self)
            )
        }
        let ids = Set(parts.map { $0.id }).sorted(by: >)  // The engine lists the last one first.
        return ids.compactMap { id in
            let mine = parts.filter { $0.id == id }
            return mine.first.map { first in
                SchemaForeignKey(
                    columns: mine.map { $0.from }, table: first.table, targetColumns: mine.map { $0.to },
                    cascades: first.onDelete.uppercased() == "CASCADE")
            }
        }
    }

    private func indexList(of table: String) async throws -> [(SchemaIndex, isUnique: Bool)] {
        // The index of the primary key says nothing that the columns do not.
        let found = try await database.query(
            """
            select list.name as name, "unique", coalesce(made.sql, '') as sql
            from pragma_index_list(\(table)) as list
            join sqlite_schema as made on made.name = list.name
            where origin <> 'pk' order by made.rowid
            """
        ) { row in
            (
                name: try row.get("name", as: String.self), isUnique: try row.get("unique", as: Int.self) == 1,
                sql: try row.get("sql", as: String.self)
            )
        }
        var indexes: [(SchemaIndex, isUnique: Bool)] = []
        for (name, isUnique, sql) in found {
            let columns = try await database.query(
                "select coalesce(name, 'expression') as name from pragma_index_xinfo(\(name)) where \"key\" = 1 order by seqno"
            ) { try $0.get("name", as: String.self) }
            let index = SchemaIndex(
                name: sql.isEmpty ? nil : name, columns: columns,
                condition: Self.text(in: sql, after: ") where ", upTo: nil))
            indexes.append((index, isUnique))
        }
        return indexes
    }

    private func triggers(of table: String) async throws -> [String] {
        try await database.query(
            "select name from sqlite_schema where type = 'trigger' and tbl_name = \(table) order by rowid"
        ) { try $0.get("name", as: String.self) }
    }

    /// What stands behind a mark in a statement of ours, up to another mark or to the end.
    private static func text(in sql: String, after mark: String, upTo end: String?) -> String? {
        guard let start = sql.firstRange(of: mark) else { return nil }
        let rest = sql[start.upperBound...]
        guard let end else { return rest.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
    }
}
