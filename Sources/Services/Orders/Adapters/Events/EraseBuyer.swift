import Contracts
import Messaging
import SQL

/// Forgets where a buyer lives once the account is closed. The orders themselves stay: they are the shop's books.
struct EraseBuyer: Sendable {
    func apply(_ event: UserClosed, _: EventEnvelope, _ transaction: any Transaction) async throws {
        // One index for each.
        for orders in ["deleted_at is null", "deleted_at is not null"] as [Query] {
            let addressed: Query = "user_id = \(event.userID) and \(fragment: orders) and shipping_address <> ''"
            try await transaction.lock("select 1 from orders where \(fragment: addressed) order by id")
            try await transaction.execute(
                "update orders set shipping_address = '', version = version + 1 where \(fragment: addressed)")
        }
    }
}
