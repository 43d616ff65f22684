import Contracts
import Endpoints
import FoundationEssentials
import HTTP
import JSON
import Messaging
import SQL
import ServiceTestSupport
import TestSupport
import Values

@testable import Reviews

/// Someone who reads and writes reviews.
struct Reviewer: Sendable {
    let id = UserID(UUID.version7(at: Timestamp(seconds: 1_780_000_000)))
    let name: String
    var role = "buyer"

    var caller: TestCaller { .user(id, role: role, name: name) }
    var summary: UserSummary { UserSummary(id: id, username: name) }
}

/// The reviews service as its clients see it, with its neighbours and its clock in the hands of a test.
struct ReviewsShop {
    let database: any Database
    let clock = ManualClock()
    let neighbours = ReviewsNeighbours()
    let service: Reviews
    let tester: ServiceTester

    init(_ database: any Database) throws {
        self.database = database
        service = Reviews(
            database: database, catalog: try neighbours.catalog(), accounts: try neighbours.accounts(),
            clock: clock.wallClock)
        tester = try ServiceTester(service)
    }

    /// A new user whom accounts knows.
    func reviewer(_ name: String, role: String = "buyer") -> Reviewer {
        let reviewer = Reviewer(name: name, role: role)
        neighbours.setName(name, of: reviewer.id)
        return reviewer
    }

    @discardableResult
    func post(
        _ rating: Int, _ comment: String = "", on product: Int = 7, by author: Reviewer, key: String? = nil
    ) async throws -> ReviewView {
        try await tester.call(
            ReviewsAPI.post, body: NewReview(productID: ProductID(product), rating: rating, comment: comment),
            key: key, as: author.caller)
    }

    func read(_ id: ReviewID) async throws -> ReviewView {
        try await tester.call(ReviewsAPI.review, path: ByReview(reviewID: id))
    }

    func list(of product: Int = 7, limit: Int? = nil, offset: Int? = nil) async throws -> Page<ReviewView> {
        try await tester.call(
            ReviewsAPI.listReviews, path: ByReviewedProduct(productID: ProductID(product)),
            query: PageQuery(limit: limit, offset: offset))
    }

    /// The authors of a product's reviews as they are shown, newest first.
    func names(of product: Int = 7) async throws -> [String?] {
        try await list(of: product).results.map(\.user?.username)
    }

    @discardableResult
    func change(_ id: ReviewID, rating: Int? = nil, comment: String? = nil, as author: Reviewer) async throws
        -> ReviewView
    {
        try await tester.call(
            ReviewsAPI.change, path: ByReview(reviewID: id), body: ReviewChange(rating: rating, comment: comment),
            as: author.caller)
    }

    func delete(_ id: ReviewID, as caller: Reviewer) async throws {
        _ = try await tester.call(ReviewsAPI.delete, path: ByReview(reviewID: id), as: caller.caller)
    }

    /// Lets an event arrive as the broker would bring it.
    func receive(_ event: some Event, id: UUID = UUID()) async throws {
        let envelope = EventEnvelope(
            id: id, type: type(of: event).type, source: "test", time: clock.now, subject: event.subject,
            data: try JSONValue.parse(JSONEncoding.encode(event)))
        try await EventConsumer(
            queue: Reviews.name, subscriptions: service.subscriptions, database: database, clock: clock.wallClock
        ).handle(envelope)
    }

    /// Products arrive at a buyer's.
    func deliver(_ products: Int..., to buyer: Reviewer, id: UUID = UUID()) async throws {
        let items = products.map { product in
            OrderEventData.Item(
                productID: ProductID(product), productName: "Lamp", quantity: 1, price: Money(minorUnits: 100))
        }
        try await receive(
            OrderDelivered(
                OrderEventData(
                    orderID: OrderID(1), userID: buyer.id, status: .delivered, totalAmount: Money(minorUnits: 100),
                    currency: .usd, items: items)),
            id: id)
    }

    /// What the outbox holds, oldest first.
    func news() async throws -> [News] {
        try await database.query("select type, data from souk_outbox order by id") { row in
            News(
                type: try row.get("type"),
                data: try JSONDecoding.decode(
                    ReviewEventData.self, from: JSONValue.parse(Array(row.get("data", as: String.self).utf8))))
        }
    }

    struct News {
        let type: String
        let data: ReviewEventData
    }
}

/// Runs a story with a reviews service of its own, and checks at its end that the invariants hold.
func withReviews(_ story: (ReviewsShop) async throws -> Void) async throws {
    try await withDatabase(Reviews.migrations) { database, _ in
        try await story(try ReviewsShop(database))
        let violations = try await ReviewsInvariants.violations(database)
        guard violations.isEmpty else { throw BrokenInvariants(violations: violations) }
    }
}

struct BrokenInvariants: Error {
    let violations: [Violation]
}
