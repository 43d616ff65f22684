import EventLoops
import PostgreSQL
import SQL

/// The doctor's visits to databases on servers: one session each, for reading only. A server that did not answer is not
/// asked again.
final class ServerVisits: Sendable {
    /// So long a server may take to let the doctor in, and for each answer.
    static let patience = Duration.seconds(4)

    private let known = Lock<[String: Result<PostgreSQLSession, SQLError>]>([:])

    func session(_ url: String) async throws(SQLError) -> PostgreSQLSession {
        if let known = known.withLock({ $0[url] }) { return try known.get() }
        let result: Result<PostgreSQLSession, SQLError>
        do throws(SQLError) {
            var limits = PostgreSQLSession.Limits(statement: Self.patience)
            limits.connecting = Self.patience
            let session = try await PostgreSQLSession.open(url: url, name: "souk doctor", limits: limits)
            try await session.execute("set default_transaction_read_only = on")
            result = .success(session)
        } catch {
            result = .failure(error)
        }
        known.withLock { $0[url] = result }
        return try result.get()
    }

    func end() async {
        let all = known.withLock { known in
            defer { known = [:] }
            return known.values.compactMap { try? $0.get() }
        }
        for session in all { await session.close() }
    }
}

extension PostgreSQLSession {
    /// Whether no migration has ever been here.
    var isEmpty: Bool {
        get async throws(SQLError) { try await has("souk_migrations") == false }
    }

    /// Whether a copy has begun here and not ended.
    var isMarked: Bool {
        get async throws(SQLError) { try await has(CopyMark.table) }
    }

    private func has(_ table: String) async throws(SQLError) -> Bool {
        try await first("select 1 where to_regclass(\(table)) is not null") != nil
    }
}
