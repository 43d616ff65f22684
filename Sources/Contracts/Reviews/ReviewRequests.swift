public import Endpoints
public import Values

public struct ByReviewedProduct: Codable, Sendable {
    public var productID: ProductID
    public init(productID: ProductID) { self.productID = productID }
}

public struct ByReview: Codable, Sendable {
    public var reviewID: ReviewID
    public init(reviewID: ReviewID) { self.reviewID = reviewID }
}

public struct NewReview: RequestBody, Encodable, Validated {
    public var productID: ProductID
    public var rating: Int
    public var comment: String

    public init(productID: ProductID, rating: Int, comment: String) {
        self.productID = productID
        self.rating = rating
        self.comment = comment
    }

    public static let rules: [Rule<NewReview>] = [
        Rule("rating", \.rating, .range(1...5)),
        Rule("comment", \.comment, .length(0...5000)),
    ]
}

public struct ReviewReplacement: RequestBody, Encodable, Validated {
    public var rating: Int
    public var comment: String

    public init(rating: Int, comment: String) {
        self.rating = rating
        self.comment = comment
    }

    public static let rules: [Rule<ReviewReplacement>] = [
        Rule("rating", \.rating, .range(1...5)),
        Rule("comment", \.comment, .length(0...5000)),
    ]
}

public struct ReviewChange: RequestBody, Encodable, Validated {
    public var rating: Int?
    public var comment: String?

    public init(rating: Int? = nil, comment: String? = nil) {
        self.rating = rating
        self.comment = comment
    }

    public static let rules: [Rule<ReviewChange>] = [
        Rule("rating", \.rating, .range(1...5)),
        Rule("comment", \.comment, .length(0...5000)),
    ]
}
