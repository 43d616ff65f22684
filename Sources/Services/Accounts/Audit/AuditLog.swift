import Contracts
import SQL
import Values

/// Who did what to whom: written in the transaction of the deed, never changed.
struct AuditLog: Sendable {
    let clock: WallClock

    /// - Parameter actor: nil for the system itself.
    func record(
        _ action: AuditAction, by actor: UserID?, on user: UserID, detail: String = "", in transaction: any Transaction
    ) async throws {
        try await transaction.executeAhead(
            """
            insert into audit_entries (recorded_at, actor_id, action, user_id, detail)
            values (\(clock.now()), \(actor), \(action.text), \(user), \(detail))
            """)
    }
}
