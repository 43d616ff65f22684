import SQL

/// The tables of one database, as the engine tells of them: those with rows of their own, not the insides of an index.
struct TableCatalogue: Sendable {
    struct Table: Sendable {
        let name: String
        let columns: [CopyTable.Column]
        /// In its order.
        let key: [String]
        let counted: String?
    }

    let tables: [Table]

    init(of session: some SQLConnection) async throws {
        switch session.dialect.engine {
        case .sqlite: tables = try await Self.sqlite(session)
        case .postgresql: tables = try await Self.postgresql(session)
        }
    }

    func table(_ name: String) -> Table? { tables.first { $0.name == name } }

    /// The tables that a copy from this database to another reads and writes. What the migrations keep books of is not
    /// among them, as it differs from engine to engine.
    func tables(in common: TableCatalogue, of service: String) throws -> [CopyTable] {
        let names = tables.map(\.name).filter { !Self.ofTheKit.contains($0) }
        let others = common.tables.map(\.name).filter { !Self.ofTheKit.contains($0) }
        let onOneSide = Set(names).symmetricDifference(others).sorted()
        guard onOneSide.isEmpty else {
            throw UnlikeSchemas(service: service, what: "only one has \(onOneSide.joined(separator: ", "))")
        }
        return try tables.filter { names.contains($0.name) }.map { table in
            guard let other = common.table(table.name) else { preconditionFailure("names were compared") }
            return try Self.merge(table, other, of: service)
        }
    }

    static let ofTheKit: Set<String> = ["souk_migrations", CopyMark.table]

    private static func merge(_ table: Table, _ other: Table, of service: String) throws -> CopyTable {
        func unlike(_ what: String) -> UnlikeSchemas {
            UnlikeSchemas(service: service, what: "\(what) of \(table.name)")
        }
        let columns = try table.columns.map { column in
            guard let twin = other.columns.first(where: { $0.name == column.name }),
                let kind = column.kind.common(with: twin.kind)
            else { throw unlike("the column \(column.name)") }
            return CopyTable.Column(name: column.name, kind: kind)
        }
        guard columns.count == other.columns.count else { throw unlike("the columns") }
        guard table.key == other.key, !table.key.isEmpty else { throw unlike("the keys") }
        guard table.counted == other.counted else { throw unlike("the counted column") }
        let key = table.key.compactMap { name in columns.firstIndex { $0.name == name } }
        return CopyTable(name: table.name, columns: columns, key: key, counted: table.counted)
    }
}

extension TableCatalogue {
    private static func sqlite(_ session: some SQLConnection) async throws -> [Table] {
        let found = try await session.query(
            """
            select list.name as name, made.sql as sql from pragma_table_list as list
            join sqlite_schema as made on made.name = list.name and made.type = 'table'
            where list.schema = 'main' and list.type = 'table' and list.name not glob 'sqlite_*' order by list.name
            """
        ) { (name: try $0.get("name", as: String.self), sql: try $0.get("sql", as: String.self)) }
        var tables: [Table] = []
        for (name, sql) in found {
            // Hidden columns are computed.
            let columns = try await session.query(
                "select name, type, pk from pragma_table_xinfo(\(name)) where hidden = 0 order by cid"
            ) { row in
                (
                    name: try row.get("name", as: String.self), type: try row.get("type", as: String.self),
                    place: try row.get("pk", as: Int.self)
                )
            }
            let key = columns.filter { $0.place > 0 }.sorted { $0.place < $1.place }.map(\.name)
            tables.append(
                Table(
                    name: name, columns: try columns.map { try column($0.name, $0.type, of: name) }, key: key,
                    counted: sql.lowercased().contains("autoincrement") ? key.first : nil))
        }
        return tables
    }

    private static func postgresql(_ session: some SQLConnection) async throws -> [Table] {
        let names = try await session.query(
            """
            select c.relname as name from pg_class c
            where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
                and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
            order by c.relname
            """
        ) { try $0.get("name", as: String.self) }
        var tables: [Table] = []
        for name in names {
            let quoted = CopyTable.quoted(name)
            let columns = try await session.query(
                """
                select a.attname as name, format_type(a.atttypid, null) as type, a.attidentity <> '' as counted
                from pg_attribute a
                where a.attrelid = cast(\(quoted) as regclass) and a.attnum > 0 and not a.attisdropped
                    and a.attgenerated = ''
                order by a.attnum
                """
            ) { row in
                (
                    name: try row.get("name", as: String.self), type: try row.get("type", as: String.self),
                    isCounted: try row.get("counted", as: Bool.self)
                )
            }
            let key = try await session.query(
                """
                select a.attname as name from pg_index i
                cross join lateral unnest(i.indkey) with ordinality as k (attnum, place)
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                where i.indrelid = cast(\(quoted) as regclass) and i.indisprimary order by k.place
                """
            ) { try $0.get("name", as: String.self) }
            tables.append(
                Table(
                    name: name, columns: try columns.map { try column($0.name, $0.type, of: name) }, key: key,
                    counted: columns.first(where: \.isCounted)?.name))
        }
        return tables
    }

    private static func column(_ name: String, _ type: String, of table: String) throws -> CopyTable.Column {
        guard let kind = ColumnKind(declared: type) else {
            throw UnknownColumnType(table: table, column: name, type: type)
        }
        return CopyTable.Column(name: name, kind: kind)
    }
}

/// A column of a type that no migration of Souk uses.
struct UnknownColumnType: Error, CustomStringConvertible {
    let table: String
    let column: String
    let type: String
    var description: String { "\(table).\(column) is of type \(type), which no table of Souk has" }
}
