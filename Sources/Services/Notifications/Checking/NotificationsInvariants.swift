public import SQL

/// What always holds in the notifications' database, whatever has happened to the process.
public enum NotificationsInvariants {
    /// - Returns: every violation; empty when all is well.
    public static func violations(_ database: any Database) async throws -> [Violation] {
        try await Invariant.violations(of: all, in: database)
    }

    /// How many there are.
    public static var count: Int { all.count }

    private static let all = [
        Invariant(
            "a mail that waits will be tried again, and no other will",
            violations: """
                select 'mail ' || id, ' is ' || state from emails
                where (state = 'queued') <> (next_attempt_at is not null)
                """),
        Invariant(
            "a mail that waits knows where to go",
            violations: "select 'mail ' || id from emails where state = 'queued' and recipient is null"),
        Invariant(
            "a mail that was sent knows when",
            violations: "select 'mail ' || id from emails where state = 'sent' and (sent_at is null or attempts < 1)"),
        Invariant(
            "a secret lies encrypted",
            violations: """
                select 'mail ' || id from emails
                where kind in ('email_verification', 'password_reset') and recipient is not null
                    and (sealed_body is null or body not like '%********%')
                """),
        Invariant(
            "a mail of a closed account is empty",
            violations: """
                select 'mail ' || id from emails
                where recipient is null and (body <> '' or sealed_body is not null)
                """),
    ]
}
