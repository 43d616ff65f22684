import Contracts
import Messaging
import SQL

/// Removes what is kept of a user whose account is closed: the cart, and the address of a checkout under way.
struct ForgetUser: Sendable {
    func apply(_ event: UserClosed, _: EventEnvelope, _ transaction: any Transaction) async throws {
        try await transaction.execute("delete from carts where user_id = \(event.userID)")
        try await transaction.execute(
            """
            update checkouts set state = \(CheckoutState.abandoned), shipping_address = '', next_attempt_at = null
            where user_id = \(event.userID) and state = \(CheckoutState.open)
            """)
    }
}
