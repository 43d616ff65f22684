public import Messaging
public import Values

/// What the events of a review tell. The totals are the product's after the event, so that losing the order of two
/// events, or getting one twice, does no harm: the highest version wins.
public struct ReviewEventData: Codable, Sendable {
    public var reviewID: ReviewID
    public var productID: ProductID
    public var userID: UserID
    public var rating: Int
    public var reviewCount: Int
    public var ratingTotal: Int
    public var version: Int

    public init(
        reviewID: ReviewID, productID: ProductID, userID: UserID, rating: Int, reviewCount: Int, ratingTotal: Int,
        version: Int
    ) {
        self.reviewID = reviewID
        self.productID = productID
        self.userID = userID
        self.rating = rating
        self.reviewCount = reviewCount
        self.ratingTotal = ratingTotal
        self.version = version
    }
}

/// An event of a review: its type says what happened.
public protocol ReviewEvent: Event {
    var review: ReviewEventData { get }
    init(_ review: ReviewEventData)
}

extension ReviewEvent {
    public var subject: String { "reviews/\(review.reviewID)" }

    public init(from decoder: any Decoder) throws {
        self.init(try ReviewEventData(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try review.encode(to: encoder)
    }
}

public struct ReviewPosted: ReviewEvent {
    public static let type = "review.posted"
    public let review: ReviewEventData
    public init(_ review: ReviewEventData) { self.review = review }
}

public struct ReviewChanged: ReviewEvent {
    public static let type = "review.changed"
    public let review: ReviewEventData
    public init(_ review: ReviewEventData) { self.review = review }
}

public struct ReviewRemoved: ReviewEvent {
    public static let type = "review.removed"
    public let review: ReviewEventData
    public init(_ review: ReviewEventData) { self.review = review }
}
