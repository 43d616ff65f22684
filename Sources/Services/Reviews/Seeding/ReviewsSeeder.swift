public import Contracts
import FoundationEssentials
public import SQL
public import Values

/// Fills the shop with reviews. A second run finds them there and changes nothing.
public struct ReviewsSeeder: Sendable {
    private static let batchSize = 500

    private let database: any Database
    private let ratings = RatingStore()

    public init(database: any Database) {
        self.database = database
    }

    /// Adds those that are not there yet: each user reviews a product once.
    ///
    /// No events are sent. The catalog gets the totals from ``ratings(of:)``, with versions that let it go on from
    /// there.
    /// - Returns: how many were added.
    @discardableResult
    public func seed(_ reviews: [SeededReview]) async throws -> Int {
        var added = 0
        for start in stride(from: 0, to: reviews.count, by: Self.batchSize) {
            let batch = Array(reviews[start..<min(start + Self.batchSize, reviews.count)])
            added += try await database.transaction { transaction in
                try await add(batch, in: transaction)
            }
        }
        return added
    }

    /// The totals of these products; one without reviews is left out.
    public func ratings(of products: [ProductID]) async throws -> [ProductRating] {
        var found: [ProductRating] = []
        for start in stride(from: 0, to: products.count, by: Self.batchSize) {
            let batch = products[start..<min(start + Self.batchSize, products.count)]
            found += try await database.query(
                """
                select product_id, review_count, rating_total, version from product_ratings
                where product_id in \(list: batch) order by product_id
                """, ProductRating.init)
        }
        return found
    }

    private func add(_ batch: [SeededReview], in transaction: any Transaction) async throws -> Int {
        let rows = batch.map { review -> Query in
            """
            (\(UUID.version7(at: review.createdAt)), \(review.productID), \(review.userID), \(review.rating),
            \(review.comment), \(review.createdAt), \(review.createdAt))
            """
        }
        let added = try await transaction.execute(
            """
            insert into reviews (id, product_id, user_id, rating, comment, created_at, updated_at)
            values \(fragment: rows.joined(separator: ", "))
            on conflict (product_id, user_id) do nothing returning product_id, rating
            """
        ).rows.map { try $0.decode(ProductID.self, Int.self) }
        for (product, reviews) in Dictionary(grouping: added, by: \.0).sorted(by: { $0.key < $1.key }) {
            let total = reviews.reduce(0) { $0 + $1.1 }
            _ = try await ratings.add(count: reviews.count, total: total, to: product, in: transaction)
        }
        try await addPurchases(batch.filter(\.isVerified), in: transaction)
        return added.count
    }

    private func addPurchases(_ reviews: [SeededReview], in transaction: any Transaction) async throws {
        guard !reviews.isEmpty else { return }
        let rows = reviews.map { review -> Query in "(\(review.userID), \(review.productID))" }
        try await transaction.execute(
            """
            insert into purchases (user_id, product_id) values \(fragment: rows.joined(separator: ", "))
            on conflict do nothing
            """)
    }
}
