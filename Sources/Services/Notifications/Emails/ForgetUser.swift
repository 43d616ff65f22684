import Contracts
import Messaging
import SQL

/// Forgets where a user is written to, and what was written, once the account is closed.
struct ForgetUser: Sendable {
    let store: EmailStore

    func apply(_ event: UserClosed, _: EventEnvelope, _ transaction: any Transaction) async throws {
        try await store.forget(event.userID, in: transaction)
    }
}
