public import SQL
public import Values

/// How an outbox fares, for metrics, health and the back office.
public struct OutboxStatus: Sendable, Hashable {
    /// Events that wait to be sent.
    public let pending: Int
    /// Since when the oldest of them waits.
    public let oldestPending: Timestamp?
    /// Events that were given up.
    public let dead: Int

    public init(of database: some SQLConnection) async throws {
        let row = try await database.first(
            """
            select (select count(*) from souk_outbox where status = 'pending') as pending,
                (select min(occurred_at) from souk_outbox where status = 'pending') as oldest,
                (select count(*) from souk_outbox where status = 'dead') as dead
            """)
        guard let row else { throw SQLError(.missingRow) }
        pending = try row.get("pending")
        oldestPending = try row.get("oldest")
        dead = try row.get("dead")
    }
}
