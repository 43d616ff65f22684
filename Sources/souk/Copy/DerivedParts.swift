import SQL

/// What follows from a database's rows (indexes, searches) and what watches over them (references, triggers). While rows
/// come in as they were elsewhere it is put aside; then it is set again, made of all rows at once and checked over all.
struct DerivedParts: Sendable {
    private let puttingAside: [Query]
    private let settingAgain: [Query]

    /// Looks up what there is.
    init(of tables: [CopyTable], in session: any DatabaseSession) async throws {
        switch session.dialect.engine {
        case .sqlite: (puttingAside, settingAgain) = try await Self.sqlite(session)
        case .postgresql: (puttingAside, settingAgain) = try await Self.postgresql(tables, session)
        }
    }

    func putAside(in session: any DatabaseSession) async throws {
        for statement in puttingAside { try await session.execute(statement) }
    }

    /// - Throws: what the rows do not keep to.
    func setAgain(in session: any DatabaseSession) async throws {
        for statement in settingAgain { try await session.execute(statement) }
    }

    private typealias Statements = (aside: [Query], again: [Query])

    /// References cannot be put aside by a statement: the session has them switched off.
    private static func sqlite(_ session: any DatabaseSession) async throws -> Statements {
        let parts = try await session.query(
            """
            select type, name, sql from sqlite_schema where type in ('trigger', 'index') and sql is not null
            order by type = 'trigger', rowid
            """
        ) { row in
            (
                type: try row.get("type", as: String.self), name: try row.get("name", as: String.self),
                sql: try row.get("sql", as: String.self)
            )
        }
        let searches = try await session.query(
            """
            select name from sqlite_schema
            where type = 'table' and sql like 'create virtual table%fts5%content = ''%' order by rowid
            """
        ) { CopyTable.quoted(try $0.get("name", as: String.self)) }
        let aside = parts.reversed().map { part -> Query in
            "drop \(unescaped: part.type) \(unescaped: CopyTable.quoted(part.name))"
        }
        let rebuilt = searches.map { name -> Query in
            "insert into \(unescaped: name) (\(unescaped: name)) values ('rebuild')"
        }
        return (aside, rebuilt + parts.map { part -> Query in "\(unescaped: part.sql)" })
    }

    private static func postgresql(_ tables: [CopyTable], _ session: any DatabaseSession) async throws -> Statements {
        var aside: [Query] = []
        var again: [Query] = []
        var references: Statements = ([], [])
        for table in tables {
            let name = table.quotedName
            let indexes = try await session.query(
                """
                select cast(cast(i.indexrelid as regclass) as text) as name, pg_get_indexdef(i.indexrelid) as sql
                from pg_index i
                where i.indrelid = cast(\(name) as regclass)
                    and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
                order by i.indexrelid
                """
            ) { (name: try $0.get("name", as: String.self), sql: try $0.get("sql", as: String.self)) }
            for index in indexes {
                aside.append("drop index \(unescaped: index.name)")
                again.append("\(unescaped: index.sql)")
            }
            let keys = try await session.query(
                """
                select conname as name, pg_get_constraintdef(oid) as sql from pg_constraint
                where conrelid = cast(\(name) as regclass) and contype = 'f' order by oid
                """
            ) { (name: CopyTable.quoted(try $0.get("name")), sql: try $0.get("sql", as: String.self)) }
            for key in keys {
                let change: Query = "alter table \(unescaped: name)"
                references.aside.append(change + " drop constraint \(unescaped: key.name)")
                references.again.append(change + " add constraint \(unescaped: key.name) \(unescaped: key.sql)")
            }
        }
        let off = tables.map { table -> Query in "alter table \(unescaped: table.quotedName) disable trigger user" }
        let on = tables.map { table -> Query in "alter table \(unescaped: table.quotedName) enable trigger user" }
        return (off + references.aside + aside, again + references.again + on)
    }
}
