import Contracts
import SQL
import ServiceKit
import Values

/// Deletes what has expired: sessions with their tokens, links in mails.
struct AccountsPurge: Sweeper {
    static let batch = 500

    let parts: Parts

    var name: String { "accounts purge" }
    var interval: Duration { .seconds(600) }

    @discardableResult
    func sweepOnce() async throws -> Int {
        let now = parts.clock.now()
        return try await parts.database.transaction { transaction in
            // What another instance purges at this moment is left to it.
            let passing = transaction.dialect.forUpdateSkipLocked
            let sessions = try await transaction.query(
                "select id from sessions where expires_at <= \(now) order by expires_at limit \(Self.batch)\(passing)"
            ) { row in try row.get("id", as: SessionID.self) }
            if !sessions.isEmpty {
                try await transaction.execute("delete from refresh_tokens where session_id in \(list: sessions)")
                try await transaction.execute("delete from sessions where id in \(list: sessions)")
            }
            let links = try await transaction.execute(
                """
                delete from one_time_tokens where hash in (
                    select hash from one_time_tokens where expires_at <= \(now) limit \(Self.batch)\(passing)
                )
                """)
            return max(sessions.count, links.rowsChanged)
        }
    }
}
