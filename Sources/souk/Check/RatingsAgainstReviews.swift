import Catalog
import Contracts
import Reviews
import SQL

/// The stars that a product shows are those that its reviews gave.
struct RatingsAgainstReviews: Sendable {
    let databases: ShopDatabases

    func violations() async throws -> [Violation] {
        let given = Dictionary(
            try await ReviewsInvariants.ratings(databases.reviews).map { ($0.productID, $0) },
            uniquingKeysWith: { first, _ in first })
        let shown = try await Catalog.ratings(databases.catalog)
        return Set(given.keys).union(shown.keys).sorted().compactMap { product in
            let (count, total) = (shown[product]?.reviewCount ?? 0, shown[product]?.ratingTotal ?? 0)
            let (reviews, stars) = (given[product]?.reviewCount ?? 0, given[product]?.ratingTotal ?? 0)
            guard count != reviews || total != stars else { return nil }
            return Violation(
                of: "product \(product)",
                "product \(product) shows \(count) reviews of \(total) stars, its reviews are \(reviews) of \(stars)")
        }
    }
}
