import Contracts
import SQL
import Values

/// A review as it is kept, with what other tables know of it.
struct Review: Sendable {
    let id: ReviewID
    let productID: ProductID
    let userID: UserID
    var rating: Int
    var comment: String
    let createdAt: Timestamp
    var version: Int
    /// The author has received the goods, before or after the review was written.
    let isVerified: Bool
    /// The author's account is closed: the name is not shown any more.
    let isAuthorClosed: Bool

    /// - Parameter row: of `ReviewStore.selection`.
    init(_ row: Row) throws {
        id = try row.get("id")
        productID = try row.get("product_id")
        userID = try row.get("user_id")
        rating = try row.get("rating")
        comment = try row.get("comment")
        createdAt = try row.get("created_at")
        version = try row.get("version")
        isVerified = try row.get("is_verified")
        isAuthorClosed = try row.get("is_author_closed")
    }

    /// As others see it.
    /// - Parameter author: nil while the name is not to be had.
    func view(by author: UserSummary?) -> ReviewView {
        ReviewView(
            id: id, productID: productID, user: isAuthorClosed ? nil : author, rating: rating, comment: comment,
            verifiedPurchase: isVerified, createdAt: createdAt)
    }

    /// What an event tells of it.
    func news(_ product: ProductRating) -> ReviewEventData {
        ReviewEventData(
            reviewID: id, productID: productID, userID: userID, rating: rating, reviewCount: product.reviewCount,
            ratingTotal: product.ratingTotal, version: product.version)
    }
}
