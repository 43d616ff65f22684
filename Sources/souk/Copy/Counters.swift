import SQL

/// The highest id that a table has ever given out, which may be one of a row that is gone. Ids are in links, mails and
/// other databases: none may be given out twice.
enum Counters {
    /// 0 if none was given out yet.
    static func value(of table: CopyTable, column: String, in session: any DatabaseSession) async throws -> Int64 {
        let highest =
            try await session.scalar(
                "select max(\(unescaped: CopyTable.quoted(column))) from \(unescaped: table.quotedName)",
                as: Int64.self) ?? 0
        switch session.dialect.engine {
        case .sqlite:
            let counted = try await session.scalar(
                "select seq from sqlite_sequence where name = \(table.name)", as: Int64.self)
            return max(highest, counted ?? 0)
        case .postgresql:
            let sequence = try await sequence(of: table, column, in: session)
            let counted = try await session.scalar(
                "select case when is_called then last_value else last_value - 1 end from \(unescaped: sequence)",
                as: Int64.self)
            return max(highest, counted ?? 0)
        }
    }

    static func set(
        _ value: Int64, of table: CopyTable, column: String, in session: any DatabaseSession
    ) async throws {
        switch session.dialect.engine {
        case .sqlite:
            try await session.execute("delete from sqlite_sequence where name = \(table.name)")
            guard value > 0 else { return }
            try await session.execute("insert into sqlite_sequence (name, seq) values (\(table.name), \(value))")
        case .postgresql:
            let sequence = try await sequence(of: table, column, in: session)
            // Before the first id it stands at 1, and has not given it out.
            _ = try await session.query(
                "select setval(cast(\(sequence) as regclass), \(max(value, 1)), \(value > 0))")
        }
    }

    private static func sequence(
        of table: CopyTable, _ column: String, in session: any DatabaseSession
    ) async throws -> String {
        let name = try await session.scalar(
            "select pg_get_serial_sequence(\(table.quotedName), \(column))", as: String.self)
        guard let name else { throw SQLError(.invalidStatement, detail: "\(table.name).\(column) has no sequence") }
        return name
    }
}
