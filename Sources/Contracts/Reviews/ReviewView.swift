public import Values

/// A user as others may see them.
public struct UserSummary: Codable, Sendable {
    public var id: UserID
    public var username: String

    public init(id: UserID, username: String) {
        self.id = id
        self.username = username
    }
}

public struct ReviewView: Codable, Sendable {
    public var id: ReviewID
    public var productID: ProductID
    /// Nil while accounts is away, or once the account is closed.
    public var user: UserSummary?
    public var rating: Int
    public var comment: String
    public var verifiedPurchase: Bool
    public var createdAt: Timestamp

    public init(
        id: ReviewID, productID: ProductID, user: UserSummary?, rating: Int, comment: String, verifiedPurchase: Bool,
        createdAt: Timestamp
    ) {
        self.id = id
        self.productID = productID
        self.user = user
        self.rating = rating
        self.comment = comment
        self.verifiedPurchase = verifiedPurchase
        self.createdAt = createdAt
    }
}
