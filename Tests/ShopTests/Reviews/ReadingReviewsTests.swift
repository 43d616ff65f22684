import Contracts
import Endpoints
import HTTP
import JSON
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Reviews

@Suite("Reading reviews")
struct ReadingReviewsTests {
    @Test("An integer asks for a product's reviews, a UUID for one review, anything else for nothing")
    func twoRoutes() async throws {
        try await withReviews { shop in
            let review = try await shop.post(5, by: shop.reviewer("ada"))
            let listed = try await shop.list().results.map(\.id)
            #expect(listed == [review.id])
            #expect(try await shop.read(review.id).rating == 5)
            let nonsense = try await shop.tester.send(.get, "/api/v1/reviews/lamp/")
            #expect(nonsense.status == .notFound)
            let unknown = try await shop.tester.send(
                .get, "/api/v1/reviews/01890000-0000-7000-8000-000000000000/")
            #expect(unknown.status == .notFound)
        }
    }

    @Test("A product's reviews come newest first, in pages")
    func pages() async throws {
        try await withReviews { shop in
            var posted: [ReviewID] = []
            for number in 1...5 {
                posted.append(try await shop.post(number, by: shop.reviewer("user\(number)")).id)
                shop.clock.advance(by: .seconds(1))
            }
            try await shop.post(1, on: 8, by: shop.reviewer("other"))
            let newest = try await shop.list(limit: 2)
            #expect(newest.results.map(\.id) == [posted[4], posted[3]])
            #expect(newest.count == 5)
            let next = try #require(newest.next)
            let page = try await shop.tester.send(.get, next).json
            #expect(page["previous"]?.stringValue != nil && page["results"]?.arrayValue?.count == 2)
            #expect(newest.previous == nil)
            let oldest = try await shop.list(limit: 2, offset: 4)
            #expect(oldest.results.map(\.id) == [posted[0]])
            #expect(oldest.next == nil)
            let beyond = try await shop.list(limit: 2, offset: 40)
            #expect(beyond.results.isEmpty)
            #expect(beyond.count == 5)
        }
    }

    @Test("A product without reviews, or that nobody knows, has an empty list")
    func empty() async throws {
        try await withReviews { shop in
            let page = try await shop.list(of: 4711)
            #expect(page.results.isEmpty)
            #expect(page.count == 0)
        }
    }

    @Test("A window that makes no sense is 422 and names the parameter", arguments: ["limit=0", "limit=101", "page=2"])
    func badWindow(query: String) async throws {
        try await withReviews { shop in
            let answer = try await shop.tester.send(.get, "/api/v1/reviews/7/?\(query)")
            #expect(answer.status == .unprocessableContent)
            let problem = try #require(Problem(answer, body: try await answer.body.collect()))
            #expect(problem.errors.map(\.location) == [.parameter(String(query.prefix { $0 != "=" }))])
        }
    }

    @Test("All names of a page are asked for at once, and not again within a minute")
    func namesAtOnce() async throws {
        try await withReviews { shop in
            let (ada, bob) = (shop.reviewer("ada"), shop.reviewer("bob"))
            try await shop.post(5, by: ada)
            shop.clock.advance(by: .seconds(1))
            try await shop.post(4, by: bob)
            #expect(try await shop.names() == ["bob", "ada"])
            #expect(shop.neighbours.asked.map(Set.init) == [[ada.id, bob.id]])
            shop.neighbours.setName("bobby", of: bob.id)
            #expect(try await shop.names() == ["bob", "ada"])
            #expect(shop.neighbours.asked.count == 1)
            shop.clock.advance(by: .seconds(61))
            #expect(try await shop.names() == ["bobby", "ada"])
            #expect(shop.neighbours.asked.count == 2)
        }
    }

    @Test("While accounts is away reviews are shown without names, and it is left alone for a moment")
    func accountsAway() async throws {
        try await withReviews { shop in
            try await shop.post(5, "Good", by: shop.reviewer("ada"))
            shop.neighbours.setAccounts(isAway: true)
            for _ in 1...3 {
                let review = try #require(try await shop.list().results.first)
                #expect(review.user == nil)
                #expect(review.comment == "Good")
            }
            #expect(shop.neighbours.asked.count == 1)
            shop.neighbours.setAccounts(isAway: false)
            shop.clock.advance(by: .seconds(3))
            #expect(try await shop.list().results.first?.user?.username == "ada")
        }
    }

    @Test("An author whom accounts does not know has no name, and is not asked for on each page")
    func unknownAuthor() async throws {
        try await withReviews { shop in
            try await shop.post(5, by: Reviewer(name: "nobody"))
            #expect(try await shop.list().results.first?.user == nil)
            #expect(try await shop.list().results.first?.user == nil)
            #expect(shop.neighbours.asked.count == 1)
        }
    }

    @Test("A review that the reader has is 304, until it, its author's name or its mark changes")
    func notModified() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let path = "/api/v1/reviews/\(try await shop.post(5, by: ada).id)/"
            let first = try await shop.tester.send(.get, path)
            let tag = try #require(first.fields[.etag])
            let again = try await shop.tester.send(.get, path, fields: [.ifNoneMatch: tag])
            #expect(again.status == .notModified)
            try await shop.deliver(7, to: ada)
            let verified = try await shop.tester.send(.get, path, fields: [.ifNoneMatch: tag])
            #expect(verified.status == .ok)
            let newTag = try #require(verified.fields[.etag])
            shop.neighbours.setName("adele", of: ada.id)
            shop.clock.advance(by: .seconds(61))
            let renamed = try await shop.tester.send(.get, path, fields: [.ifNoneMatch: newTag])
            #expect(renamed.status == .ok)
        }
    }

    @Test("Reviews write themselves as the coder would write them")
    func handwritten() async throws {
        let user = UserSummary(id: Reviewer(name: "ada").id, username: "a\"d\u{1}ä")
        for author in [user, nil] {
            let view = ReviewView(
                id: ReviewID(user.id.rawValue), productID: ProductID(7), user: author, rating: 3,
                comment: "line\nline \u{1F600} <b>", verifiedPurchase: true,
                createdAt: Timestamp(microseconds: 1_780_000_000_123_456))
            let page = Page(count: 1, results: [view])
            let fast = try JSONEncoding.encode(page)
            let slow = try JSONEncoding.encode(page, handwritten: false)
            #expect(String(decoding: fast, as: UTF8.self) == String(decoding: slow, as: UTF8.self))
        }
    }

    @Test("A page is read along an index, without sorting")
    func plan() async throws {
        try await withReviews { shop in
            let page = try ReviewStore.page(of: ProductID(7), PageWindow())
            let statement = try await PlannedStatement(page, in: RecordingDatabase(shop.database))
            #expect(statement.steps.contains { $0.detail.contains(" reviews_by_product ") }, "\(statement)")
            #expect(statement.scannedTables == [] && !statement.steps.contains { $0.isSort }, "\(statement)")
        }
    }
}
