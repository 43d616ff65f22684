public import Contracts
public import Values

/// A review of the demonstration shop.
public struct SeededReview: Sendable {
    public let productID: ProductID
    public let userID: UserID
    public let rating: Int
    public let comment: String
    /// Whether its author has received the goods.
    public let isVerified: Bool
    public let createdAt: Timestamp

    public init(
        productID: ProductID, userID: UserID, rating: Int, comment: String, isVerified: Bool = false,
        createdAt: Timestamp
    ) {
        self.productID = productID
        self.userID = userID
        self.rating = rating
        self.comment = comment
        self.isVerified = isVerified
        self.createdAt = createdAt
    }
}
