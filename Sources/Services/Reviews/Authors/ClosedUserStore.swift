import Contracts
import SQL
import Values

/// Whose account is closed. It is remembered rather than acted on once: a review that such a user had under way when
/// the account was closed has no name either.
struct ClosedUserStore: Sendable {
    func add(_ user: UserID, at now: Timestamp, in transaction: any Transaction) async throws {
        try await transaction.execute(
            """
            insert into closed_users (user_id, closed_at) values (\(user), \(now)) on conflict do nothing
            """)
    }
}
