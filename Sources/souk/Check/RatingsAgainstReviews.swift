import Catalog
import Contracts
import Reviews
import SQL

/// The stars that a product shows are those that its reviews gave.
struct RatingsAgainstReviews: Sendable {
    let databases: ShopDatabases

    func violations() async throws -> [String] {
        let given = try await ReviewsInvariants.ratings(databases.reviews)
        let shown = try await Catalog.ratings(databases.catalog)
        return given.compactMap { rating in
            let count = shown[rating.productID]?.reviewCount ?? 0
            let total = shown[rating.productID]?.ratingTotal ?? 0
            guard count != rating.reviewCount || total != rating.ratingTotal else { return nil }
            return "product \(rating.productID) shows \(count) reviews of \(total) stars, "
                + "its reviews are \(rating.reviewCount) of \(rating.ratingTotal)"
        }
    }
}
