import Contracts
import SQL
import Security
import Values

/// Tokens that travel in a mail and open one thing once. Kept as hashes, and gone with their use.
struct OneTimeTokens: Sendable {
    let clock: WallClock
    let random: RandomSource

    enum Purpose: String, SQLBindable {
        case emailVerification = "email_verification"
        case passwordReset = "password_reset"

        var lifetime: Duration {
            switch self {
            case .emailVerification: .seconds(24 * 60 * 60)
            case .passwordReset: .seconds(60 * 60)
            }
        }
    }

    /// A new token; earlier ones of the same purpose open nothing any more.
    func issue(
        _ purpose: Purpose, for user: UserID, in transaction: any Transaction
    ) async throws -> (token: OpaqueToken, expiresAt: Timestamp) {
        try await transaction.execute(
            "delete from one_time_tokens where user_id = \(user) and purpose = \(purpose)")
        let token = OpaqueToken.generate(random: random)
        let now = clock.now()
        try await transaction.execute(
            """
            insert into one_time_tokens (hash, user_id, purpose, issued_at, expires_at)
            values (\(token.hash), \(user), \(purpose), \(now), \(now + purpose.lifetime))
            """)
        return (token, now + purpose.lifetime)
    }

    /// Whose token it is; nil for one that is unknown, used or too old. A look only, before work that costs something.
    func owner(
        of text: Secret<String>, for purpose: Purpose, in connection: some SQLConnection
    ) async throws -> UserID? {
        guard let token = OpaqueToken(text.reveal()) else { return nil }
        return try await connection.scalar(
            """
            select user_id from one_time_tokens
            where hash = \(token.hash) and purpose = \(purpose) and expires_at > \(clock.now())
            """)
    }

    /// Uses the token up. Of two at once only one gets an answer.
    func spend(
        _ text: Secret<String>, for purpose: Purpose, in transaction: any Transaction
    ) async throws -> UserID? {
        guard let token = OpaqueToken(text.reveal()) else { return nil }
        return try await transaction.execute(
            """
            delete from one_time_tokens
            where hash = \(token.hash) and purpose = \(purpose) and expires_at > \(clock.now()) returning user_id
            """
        ).rows.first?.get("user_id")
    }

    /// Whatever was sent to the user opens nothing any more.
    func takeBack(of user: UserID, _ purpose: Purpose? = nil, in transaction: any Transaction) async throws {
        let which: Query = purpose.map { " and purpose = \($0)" } ?? ""
        try await transaction.execute("delete from one_time_tokens where user_id = \(user)\(fragment: which)")
    }
}
