import SQL

@testable import souk

/// Every row of every table of every database, to see whether anything has changed.
struct ShopContents: Sendable, Equatable {
    private let tables: [String: [String]]

    init(of databases: ShopDatabases) async throws {
        let named: [(String, any Database)] = [
            ("accounts", databases.accounts), ("catalog", databases.catalog), ("carts", databases.carts),
            ("reviews", databases.reviews), ("orders", databases.orders), ("notifications", databases.notifications),
        ]
        var tables: [String: [String]] = [:]
        for (service, database) in named {
            for table in try await Self.tables(of: database) {
                tables["\(service).\(table)"] = try await Self.rows(of: table, in: database)
            }
        }
        self.tables = tables
    }

    /// What differs, row by row: `- ` was there before, `+ ` is there now.
    func changes(since before: ShopContents) -> [String] {
        tables.keys.sorted().flatMap { name -> [String] in
            let (now, then) = (tables[name] ?? [], before.tables[name] ?? [])
            guard now != then else { return [] }
            return Set(then).subtracting(now).sorted().map { "- \(name): \($0)" }
                + Set(now).subtracting(then).sorted().map { "+ \(name): \($0)" }
        }
    }

    private static func tables(of database: any Database) async throws -> [String] {
        let names: Query =
            switch database.dialect.engine {
            case .sqlite:
                """
                select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
                    and coalesce(sql, '') not like 'create virtual%'
                order by name
                """
            case .postgresql: "select tablename as name from pg_tables where schemaname = 'public' order by name"
            }
        return try await database.query(names) { row in try row.get("name", as: String.self) }
    }

    private static func rows(of table: String, in database: any Database) async throws -> [String] {
        try await database.query("select * from \(unescaped: table)").map { row in
            row.columns.names.map { "\($0)=\(row[$0].map { "\($0)" } ?? "")" }.joined(separator: " ")
        }.sorted()
    }
}
