import Contracts
import SQL
import Values

/// The mails that wait to be sent.
struct MailQueue: Sendable {
    let database: any Database
    let clock: WallClock

    /// After so many attempts, in more than a day, a mail is given up.
    static let mostAttempts = 12
    private static let longestWait: Int64 = 6 * 60 * 60 * 1_000_000

    /// Takes mails that are due. Each is left alone by others until its next attempt, later each time.
    func take(limit: Int) async throws -> [Email] {
        let now = clock.now()
        return try await database.transaction { transaction in
            let due = try await transaction.query(
                """
                select \(fragment: Email.columns) from emails where next_attempt_at <= \(now)
                order by next_attempt_at limit \(limit)\(transaction.dialect.forUpdateSkipLocked)
                """, Email.init)
            for email in due {
                try await transaction.executeAhead(
                    """
                    update emails set attempts = attempts + 1, next_attempt_at = \(now + Self.wait(email.attempts))
                    where id = \(email.id)
                    """)
            }
            return due
        }
    }

    func markSent(_ email: Email) async throws {
        try await database.execute(
            """
            update emails set state = \(EmailState.sent), sent_at = \(clock.now()), next_attempt_at = null,
                last_error = null
            where id = \(email.id) and state = \(EmailState.queued)
            """)
    }

    /// Notes what went wrong; gives the mail up if that is for good or has happened too often.
    func markFailed(_ email: Email, _ reason: String, isFinal: Bool) async throws {
        guard isFinal || email.attempts + 1 >= Self.mostAttempts else {
            try await database.execute(
                "update emails set last_error = \(reason) where id = \(email.id) and state = \(EmailState.queued)")
            return
        }
        try await database.execute(
            """
            update emails set state = \(EmailState.failed), next_attempt_at = null, last_error = \(reason)
            where id = \(email.id) and state = \(EmailState.queued)
            """)
    }

    /// Half a minute, twice as long each time, six hours at most.
    static func wait(_ attempts: Int) -> Duration {
        .microseconds(min(30_000_000 << Int64(min(attempts, 20)), longestWait))
    }
}
