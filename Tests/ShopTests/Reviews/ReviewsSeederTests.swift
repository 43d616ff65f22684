import Contracts
import Endpoints
import SQL
import TestSupport
import Testing
import Values

@testable import Reviews

@Suite("Seeding and checking reviews")
struct ReviewsSeederTests {
    private static func reviews(_ authors: [Reviewer], of products: ClosedRange<Int>) -> [SeededReview] {
        products.flatMap { product in
            authors.enumerated().map { index, author in
                SeededReview(
                    productID: ProductID(product), userID: author.id, rating: 1 + (product + index) % 5,
                    comment: "Review \(index)", isVerified: index == 0,
                    createdAt: Timestamp(seconds: Int64(1_700_000_000 + product * 100 + index)))
            }
        }
    }

    @Test("Seeding twice doubles nothing, and the totals are those of the reviews")
    func twice() async throws {
        try await withReviews { shop in
            let authors = (1...6).map { shop.reviewer("user\($0)") }
            let reviews = Self.reviews(authors, of: 1...200)
            let seeder = ReviewsSeeder(database: shop.database)
            #expect(try await seeder.seed(reviews) == 1200)
            let ratings = try await seeder.ratings(of: (1...300).map { ProductID($0) })
            #expect(try await seeder.seed(reviews) == 0)
            #expect(try await seeder.ratings(of: (1...300).map { ProductID($0) }) == ratings)
            #expect(ratings.count == 200)
            #expect(ratings.allSatisfy { $0.reviewCount == 6 })
            let page = try await shop.list(of: 3)
            #expect(page.count == 6)
            #expect(page.results.map(\.user?.username) == authors.reversed().map(\.name))
            #expect(page.results.map(\.verifiedPurchase) == [false, false, false, false, false, true])
        }
    }

    @Test("What was seeded lives on: the next review counts from there")
    func goesOn() async throws {
        try await withReviews { shop in
            let author = shop.reviewer("ada")
            let seeder = ReviewsSeeder(database: shop.database)
            try await seeder.seed(Self.reviews([author], of: 7...7))
            let seeded = try #require(try await seeder.ratings(of: [ProductID(7)]).first)
            try await shop.post(5, by: shop.reviewer("bob"))
            let news = try #require(try await shop.news().first).data
            #expect(news.reviewCount == 2)
            #expect(news.ratingTotal == seeded.ratingTotal + 5)
            #expect(news.version > seeded.version)
        }
    }

    @Test("The checker says which product's totals are wrong")
    func wrongTotals() async throws {
        try await withDatabase(Reviews.migrations) { database, _ in
            let shop = try ReviewsShop(database)
            try await shop.post(5, by: shop.reviewer("ada"))
            #expect(try await ReviewsInvariants.violations(database).isEmpty)
            try await database.execute("update product_ratings set rating_total = 4")
            try await database.execute(
                "insert into product_ratings (product_id, review_count, rating_total, version) values (9, 1, 1, 1)")
            let violations = try await ReviewsInvariants.violations(database)
            let rule = "a product's totals are those of its reviews"
            #expect(
                violations.map(\.description).sorted() == [
                    "\(rule): product 7 is said to have 1 reviews with 4 stars, but has 1 with 5",
                    "\(rule): product 9 is said to have 1 reviews with 1 stars, but has 0 with 0",
                ])
        }
    }
}
