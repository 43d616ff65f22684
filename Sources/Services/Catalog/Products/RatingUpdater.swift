import Contracts
import Messaging
import SQL

/// Takes over what reviews say of a product. The totals come with each event: the highest version wins, whatever the
/// order in which they arrive.
struct RatingUpdater: Sendable {
    let news: CatalogNews

    func apply(_ event: some ReviewEvent, _: EventEnvelope, in transaction: any Transaction) async throws {
        let review = event.review
        let mean = Product.mean(review.ratingTotal, of: review.reviewCount)
        try await transaction.executeAhead(
            """
            update products set rating_total = \(review.ratingTotal), review_count = \(review.reviewCount),
                rating_mean = \(mean), rating_version = \(review.version)
            where id = \(review.productID) and rating_version < \(review.version)
            """)
        news.drop(review.productID, in: transaction)
    }
}
