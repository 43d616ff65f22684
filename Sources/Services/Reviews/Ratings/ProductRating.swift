public import Contracts
import SQL

/// What all reviews of a product come to. The version grows with each of them, so that whoever hears of two totals
/// knows which is the later one.
public struct ProductRating: Hashable, Sendable {
    public let productID: ProductID
    public let reviewCount: Int
    public let ratingTotal: Int
    public let version: Int

    public init(productID: ProductID, reviewCount: Int, ratingTotal: Int, version: Int) {
        self.productID = productID
        self.reviewCount = reviewCount
        self.ratingTotal = ratingTotal
        self.version = version
    }

    init(_ row: Row) throws {
        self.init(
            productID: try row.get("product_id"), reviewCount: try row.get("review_count"),
            ratingTotal: try row.get("rating_total"), version: try row.get("version"))
    }
}
