import Accounts
import Catalog
import Contracts
import DemoShop
import Reviews
import Values

/// Writes the demo shop into the services' databases. The services themselves know what of it is there already.
struct ShopSeeder: Sendable {
    let shop: Shop
    /// What its people log in with; nil if they cannot.
    let password: Secret<String>?

    private static let batch = 1000

    func seed(productCount: Int?) async throws {
        let demo = DemoShop.standard
        let people = try await seedPeople(demo)
        let catalog = CatalogSeeder(database: shop.catalog.database, clock: shop.clock)
        let categories = try await catalog.seed(demo.categories.map(CatalogSeed.Category.init))
        Console.line("categories: \(categories.count)")
        let products = DemoShop.products(count: max(productCount ?? 0, demo.products.count))
        try await seedProducts(products, soldBy: people, into: catalog)
        try await seedReviews(demo, by: people, products: catalog)
    }

    private func seedPeople(_ demo: DemoShop) async throws -> [String: UserID] {
        let seeder = AccountsSeeder(
            database: shop.accounts.database, passwords: shop.passwords, clock: shop.clock)
        let people =
            try demo.sellers.map { try SeedPerson($0, role: .seller) }
            + demo.buyers.map { try SeedPerson($0, role: .buyer) }
        let ids = try await seeder.seed(people, password: password)
        Console.line("people: \(demo.sellers.count) sellers, \(demo.buyers.count) buyers")
        return ids
    }

    private func seedProducts(
        _ products: DemoShop.ProductList, soldBy sellers: [String: UserID], into catalog: CatalogSeeder
    ) async throws {
        var progress = ProgressBar("products", total: products.count)
        var added = 0
        for start in stride(from: 0, to: products.count, by: Self.batch) {
            let part = products[start..<min(start + Self.batch, products.count)]
            added += try await catalog.seed(
                part.lazy.map { CatalogSeed.Product($0, sellerID: sellers[$0.seller]) })
            progress.advance(by: part.count)
        }
        Console.line("products: \(products.count), \(added) of them new")
    }

    private func seedReviews(
        _ demo: DemoShop, by people: [String: UserID], products catalog: CatalogSeeder
    ) async throws {
        let ids = try await catalog.productIDs(demo.products.map(\.sku))
        let now = shop.clock.now()
        let reviews = demo.reviews.compactMap { review -> SeededReview? in
            guard let product = ids[review.product], let author = people[review.author] else { return nil }
            return SeededReview(
                productID: product, userID: author, rating: review.rating, comment: review.comment, isVerified: false,
                createdAt: now - .seconds(review.daysAgo * 24 * 60 * 60))
        }
        let seeder = ReviewsSeeder(database: shop.reviews.database)
        let added = try await seeder.seed(reviews)
        let ratings = try await seeder.ratings(of: ids.values.sorted())
        try await catalog.seed(
            Dictionary(
                ratings.map { rating in
                    (
                        rating.productID,
                        CatalogSeed.Rating(
                            reviewCount: rating.reviewCount, ratingTotal: rating.ratingTotal, version: rating.version)
                    )
                }, uniquingKeysWith: { first, _ in first }))
        Console.line("reviews: \(reviews.count), \(added) of them new")
    }
}
