import Contracts
import Messaging
import SQL

/// Counts what has been sold: pieces that have left. The inbox sees to it that a shipment counts once.
struct SalesCounter: Sendable {
    let news: CatalogNews

    func count(_ event: OrderShipped, _: EventEnvelope, in transaction: any Transaction) async throws {
        for item in event.order.items.sorted(by: { $0.productID < $1.productID }) {
            try await transaction.executeAhead(
                """
                update products set sales_count = sales_count + \(item.quantity) where id = \(item.productID)
                """)
            news.drop(item.productID, in: transaction)
        }
    }
}
