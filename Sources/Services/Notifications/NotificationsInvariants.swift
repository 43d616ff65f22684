public import SQL

/// What holds in the notifications' database at any time: asked by `souk check`.
public struct NotificationsInvariants: Sendable {
    private let database: any Database

    public init(_ database: any Database) {
        self.database = database
    }

    /// The invariants by name, each with its violations in words; an empty list is as it should be.
    public func violations() async throws -> [(name: String, violations: [String])] {
        var result: [(name: String, violations: [String])] = []
        for (name, query) in Self.invariants {
            result.append((name, try await database.query(query) { try $0.get(at: 0) }))
        }
        return result
    }

    /// Each query finds the violations of one invariant, a sentence a row.
    private static let invariants: [(String, Query)] = [
        (
            "a mail that waits will be tried again, and no other will",
            """
            select 'mail ' || id || ' is ' || state from emails
            where (state = 'queued') <> (next_attempt_at is not null)
            """
        ),
        (
            "a mail that waits knows where to go",
            "select 'mail ' || id from emails where state = 'queued' and recipient is null"
        ),
        (
            "a mail that was sent knows when",
            "select 'mail ' || id from emails where state = 'sent' and (sent_at is null or attempts < 1)"
        ),
        (
            "a secret lies encrypted",
            """
            select 'mail ' || id from emails
            where kind in ('email_verification', 'password_reset') and recipient is not null
                and (sealed_body is null or body not like '%********%')
            """
        ),
        (
            "a mail of a closed account is empty",
            """
            select 'mail ' || id from emails
            where recipient is null and (body <> '' or sealed_body is not null)
            """
        ),
    ]
}
