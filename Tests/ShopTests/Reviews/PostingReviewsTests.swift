import Contracts
import HTTP
import JSON
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Posting reviews")
struct PostingReviewsTests {
    @Test("A review is shown as it was written, with its author and where it is")
    func posting() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let answer = try await shop.tester.send(
                .post, "/api/v1/reviews/", json: #"{"product_id": 7, "rating": 4, "comment": "Bright."}"#,
                as: ada.caller)
            #expect(answer.status == .created)
            let review = try JSONDecoding.decode(ReviewView.self, from: try await answer.json)
            #expect(answer.fields[.location] == "/api/v1/reviews/\(review.id)/")
            #expect(answer.fields[.etag] != nil)
            #expect(review.productID == ProductID(7))
            #expect(review.user?.id == ada.id)
            #expect(review.user?.username == "ada")
            #expect(review.rating == 4)
            #expect(review.comment == "Bright.")
            #expect(!review.verifiedPurchase)
            #expect(review.createdAt == shop.clock.now)
            let read = try await shop.read(review.id)
            #expect(read.id == review.id)
            #expect(read.user?.username == "ada")
        }
    }

    @Test("Each review is told with the totals of its product and a growing version")
    func telling() async throws {
        try await withReviews { shop in
            let first = try await shop.post(5, by: shop.reviewer("ada"))
            try await shop.post(2, by: shop.reviewer("bob"))
            try await shop.post(1, on: 8, by: shop.reviewer("cleo"))
            let news = try await shop.news()
            #expect(news.map(\.type) == ["review.posted", "review.posted", "review.posted"])
            #expect(news[0].data.reviewID == first.id)
            #expect(news.map(\.data.reviewCount) == [1, 2, 1])
            #expect(news.map(\.data.ratingTotal) == [5, 7, 1])
            #expect(news.map(\.data.version) == [1, 2, 1])
        }
    }

    @Test("A product that is not on sale is 422 and names the field; nothing is written")
    func unknownProduct() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let problem = await #expect(throws: Problem.self) { try await shop.post(5, on: 1000, by: ada) }
            #expect(problem?.status == .unprocessableContent)
            #expect(problem?.errors.map(\.location) == [.pointer("/product_id")])
            try await shop.expectNothingWritten()
        }
    }

    @Test("While the catalog is away a review is 503 with Retry-After; nothing is written")
    func catalogAway() async throws {
        try await withReviews { shop in
            shop.neighbours.setCatalog(isAway: true)
            let ada = shop.reviewer("ada")
            let problem = await #expect(throws: Problem.self) { try await shop.post(5, by: ada) }
            #expect(problem?.status == .serviceUnavailable)
            #expect(problem?.fields[.retryAfter] != nil)
            try await shop.expectNothingWritten()
            shop.neighbours.setCatalog(isAway: false)
            try await shop.post(5, by: ada)
        }
    }

    @Test(
        "What is wrong with a review is named field by field",
        arguments: [
            (#"{"product_id": 7, "rating": 0, "comment": ""}"#, "/rating"),
            (#"{"product_id": 7, "rating": 6, "comment": ""}"#, "/rating"),
            (#"{"product_id": 7, "rating": 4.5, "comment": ""}"#, "/rating"),
            (#"{"product_id": 7, "comment": ""}"#, "/rating"),
            (#"{"product_id": 7, "rating": 5}"#, "/comment"),
            (#"{"rating": 5, "comment": ""}"#, "/product_id"),
            (#"{"product_id": 7, "rating": 5, "comment": "", "user_id": "x"}"#, "/user_id"),
        ])
    func badInput(body: String, pointer: String) async throws {
        try await withReviews { shop in
            let answer = try await shop.tester.send(
                .post, "/api/v1/reviews/", json: body, as: shop.reviewer("ada").caller)
            #expect(answer.status == .unprocessableContent)
            let problem = try #require(Problem(answer, body: try await answer.body.collect()))
            #expect(problem.errors.map(\.location) == [.pointer(pointer)])
            try await shop.expectNothingWritten()
        }
    }

    @Test("A second review of the same product is 409 and shows the first one")
    func twice() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let review = try await shop.post(5, by: ada)
            let problem = await #expect(throws: Problem.self) { try await shop.post(1, by: ada) }
            #expect(problem?.status == .conflict)
            #expect(problem?.code == "already_reviewed")
            #expect(problem?.extensions.first { $0.name == "review_id" }?.value.stringValue == "\(review.id)")
            #expect(try await shop.news().count == 1)
            try await shop.post(1, on: 8, by: ada)
        }
    }

    @Test("Of 32 reviews of a user at the same moment one stays")
    func race() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let codes = await withTaskGroup(of: String.self) { group in
                for rating in 0..<32 {
                    group.addTask {
                        do {
                            try await shop.post(1 + rating % 5, by: ada)
                            return "posted"
                        } catch {
                            return (error as? Problem)?.code ?? "\(error)"
                        }
                    }
                }
                return await group.reduce(into: [:]) { counts, code in counts[code, default: 0] += 1 }
            }
            #expect(codes == ["posted": 1, "already_reviewed": 31])
            let news = try await shop.news()
            #expect(news.count == 1)
        }
    }

    @Test("The same key again is answered the same, also while the catalog is away")
    func idempotency() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let review = try await shop.post(5, "Good", by: ada, key: "k1")
            shop.neighbours.setCatalog(isAway: true)
            let again = try await shop.post(5, "Good", by: ada, key: "k1")
            #expect(again.id == review.id)
            let problem = await #expect(throws: Problem.self) { try await shop.post(4, "Good", by: ada, key: "k1") }
            #expect(problem?.code == "key_reused")
            #expect(try await shop.news().count == 1)
        }
    }

    @Test("Without a token nobody posts")
    func anonymous() async throws {
        try await withReviews { shop in
            let answer = try await shop.tester.send(
                .post, "/api/v1/reviews/", json: #"{"product_id": 7, "rating": 4, "comment": ""}"#)
            #expect(answer.status == .unauthorized)
            try await shop.expectNothingWritten()
        }
    }
}

extension ReviewsShop {
    func expectNothingWritten() async throws {
        let reviews = try await database.scalar("select count(*) from reviews", as: Int.self)
        let totals = try await database.scalar("select count(*) from product_ratings", as: Int.self)
        #expect(reviews == 0)
        #expect(totals == 0)
        #expect(try await news().isEmpty)
    }
}
