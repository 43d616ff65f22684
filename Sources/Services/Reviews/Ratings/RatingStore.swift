import Contracts
import SQL

/// The totals of each product, kept in the transaction of the review that changes them. Its row is always taken after
/// the review's, so that two writers cannot wait for each other.
struct RatingStore: Sendable {
    /// Counts new reviews in.
    func add(
        count: Int, total: Int, to product: ProductID, in transaction: any Transaction
    ) async throws -> ProductRating {
        try await changed(
            """
            insert into product_ratings (product_id, review_count, rating_total, version)
            values (\(product), \(count), \(total), 1)
            on conflict (product_id) do update set
                review_count = product_ratings.review_count + excluded.review_count,
                rating_total = product_ratings.rating_total + excluded.rating_total,
                version = product_ratings.version + 1
            returning product_id, review_count, rating_total, version
            """, in: transaction)
    }

    /// Follows a review that was counted before and has changed or is gone.
    func adjust(
        count: Int, total: Int, of product: ProductID, in transaction: any Transaction
    ) async throws -> ProductRating {
        try await changed(
            """
            update product_ratings
            set review_count = review_count + \(count), rating_total = rating_total + \(total), version = version + 1
            where product_id = \(product)
            returning product_id, review_count, rating_total, version
            """, in: transaction)
    }

    private func changed(_ query: Query, in transaction: any Transaction) async throws -> ProductRating {
        guard let row = try await transaction.execute(query).rows.first else { throw SQLError(.missingRow) }
        return try ProductRating(row)
    }
}
