import SQL

/// Lies in every database that a copy fills, from before its first row until the whole shop is there: so long nobody
/// opens it. What carries it may be emptied and filled anew.
enum CopyMark {
    static let table = "souk_copy_under_way"

    static func make(in session: any DatabaseSession) async throws {
        try await session.execute("create table if not exists \(unescaped: table) (note \(session.dialect.text))")
    }

    static func remove(from session: any DatabaseSession) async throws {
        try await session.execute("drop table if exists \(unescaped: table)")
    }

    static func exists(in connection: some SQLConnection) async throws -> Bool {
        let query: Query =
            switch connection.dialect.engine {
            case .sqlite: "select 1 from sqlite_schema where name = \(table)"
            case .postgresql: "select 1 where to_regclass(\(table)) is not null"
            }
        return try await connection.first(query) != nil
    }

    /// - Throws: ``Unfinished`` for a database that a copy has not finished.
    static func requireNone(in connection: some SQLConnection, of service: String) async throws {
        guard try await !exists(in: connection) else { throw Unfinished(service: service) }
    }

    struct Unfinished: Error, CustomStringConvertible {
        let service: String
        var description: String {
            "a copy into the database of \(service) has not ended, or was cut off: repeat souk copy"
        }
    }
}
