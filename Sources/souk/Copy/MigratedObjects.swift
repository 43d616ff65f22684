import SQL

/// What the migrations of a service make in a database, by name: only this is ever removed.
struct MigratedObjects: Sendable {
    private(set) var tables: Set<String> = ["souk_migrations"]
    private var searches: [String] = []
    private var functions: [String] = []

    init(of migrations: Migrations, on dialect: Dialect) {
        for statement in migrations.flatMap({ $0.statements(dialect) }) {
            let words = statement.text.split(maxSplits: 8, whereSeparator: { $0.isWhitespace || $0 == "(" })
                .map { $0.lowercased() }.filter { !["or", "replace", "if", "not", "exists"].contains($0) }
            guard words.count > 2, words[0] == "create" else { continue }
            switch words[1] {
            case "table": tables.insert(words[2])
            case "virtual" where words.count > 3: searches.append(words[3])
            case "function": functions.append(words[2])
            default: continue
            }
        }
    }

    /// Whether one of the tables holds anything.
    func hasRows(in session: any DatabaseSession) async throws -> Bool {
        for table in try await present(in: session) where table != "souk_migrations" {
            let row = try await session.first("select 1 from \(unescaped: CopyTable.quoted(table)) limit 1")
            if row != nil { return true }
        }
        return false
    }

    /// Removes all of it in one transaction; indexes and triggers go with their tables.
    /// - Returns: how many tables there were.
    @discardableResult
    func remove(from session: any DatabaseSession) async throws -> Int {
        let tables = try await present(in: session)
        let engine = session.dialect.engine
        // It cannot be switched within a transaction.
        if engine == .sqlite { try await session.execute("pragma foreign_keys = off") }
        try await session.execute("begin")
        do {
            switch engine {
            case .sqlite:
                for name in searches + tables {
                    try await session.execute("drop table if exists \(unescaped: CopyTable.quoted(name))")
                }
            case .postgresql:
                if !tables.isEmpty {
                    let names = tables.map { CopyTable.quoted($0) }.joined(separator: ", ")
                    try await session.execute("drop table \(unescaped: names)")
                }
                for name in functions {
                    try await session.execute("drop function if exists \(unescaped: CopyTable.quoted(name))")
                }
            }
            try await session.execute("commit")
        } catch {
            _ = try? await session.execute("rollback")
            throw error
        }
        return tables.count
    }

    private func present(in session: any DatabaseSession) async throws -> [String] {
        let query: Query =
            switch session.dialect.engine {
            case .sqlite: "select name from sqlite_schema where type = 'table' order by name"
            case .postgresql:
                """
                select relname as name from pg_class
                where relnamespace = current_schema()::regnamespace and relkind = 'r' order by relname
                """
            }
        return try await session.query(query) { try $0.get("name", as: String.self) }.filter(tables.contains)
    }
}
