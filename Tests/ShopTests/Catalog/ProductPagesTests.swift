import Contracts
import Endpoints
import HTTP
import JSON
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Catalog

@Suite("Pages of products")
struct ProductPagesTests {
    private static let orderings: [ProductQuery.Ordering] = [.newest, .price, .priceDescending, .rating, .popular]

    @Test(
        "Whichever way a list is found, each row is on one page, in order, forwards and backwards", arguments: orderings
    )
    func everyWay(ordering: ProductQuery.Ordering) async throws {
        try await Self.withGoods { shop, tree in
            for (query, categories) in Self.queries(ordering, tree) {
                let listing = ProductListing(query, in: categories, shop.database.dialect)
                var ways: [ProductListing.Way] = [.alongOrder, .picked]
                if query.search != nil, ordering == .newest { ways.append(.alongMatches) }
                let whole = try await Self.rows(listing, PageWindow(limit: 100), .picked, in: shop)
                #expect(whole.rows.count > 4 && whole.isWhole)
                for way in ways {
                    let (forwards, backwards) = try await Self.walk(listing, way, in: shop)
                    #expect(forwards == whole.rows.map(\.id), "\(query) \(way)")
                    #expect(backwards == forwards.reversed(), "\(query) \(way)")
                    let skipping = try await Self.rows(listing, PageWindow(limit: 3, offset: 2), way, in: shop)
                    #expect(skipping.rows.map(\.id) == Array(forwards.dropFirst(2).prefix(3)), "\(query) \(way)")
                }
            }
        }
    }

    @Test("By relevance: names that begin with it, names that hold it, the rest; page by page")
    func relevance() async throws {
        try await Self.withGoods { shop, _ in
            let query = ProductQuery(search: "lamp", ordering: .relevance)
            let listing = ProductListing(query, in: nil, shop.database.dialect)
            for way in [ProductListing.Way.picked, .ranked, .rankedInPassing] {
                let whole = try await Self.rows(listing, PageWindow(limit: 100), way, in: shop)
                let ranks = whole.rows.map { $0.name.hasPrefix("Lamp") ? 0 : $0.name.contains("lamp") ? 1 : 2 }
                #expect(ranks == ranks.sorted() && Set(ranks) == [0, 1, 2])
                #expect(try await Self.walk(listing, way, in: shop).forwards == whole.rows.map(\.id))
            }
        }
    }

    @Test("What is added or sold out while somebody turns pages moves no row to another page")
    func changes() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("All")
            for number in 1...6 { _ = try await shop.product("P\(number)", stock: 1, in: place) }
            let first = try await shop.tester.call(CatalogAPI.listProducts, query: ProductQuery(limit: 3))
            _ = try await shop.product("P7", in: place)
            let second = try await shop.tester.send(.get, try #require(first.next)).json
            #expect(second["results"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["P3", "P2", "P1"])
        }
    }

    @Test("A cursor of another order, or with keys that are none, is refused by name")
    func foreignCursor() async throws {
        try await CatalogShop.open { shop in
            for (order, keys) in [
                ("price", ["100", "7"]), ("newest", ["x"]), ("newest", ["1", "2"]), ("newest", ["0"]),
            ] {
                let refusal = try await shop.refusal {
                    _ = try await shop.list(ProductQuery(cursor: PageCursor(.after, order: order, keys: keys)))
                }
                #expect(refusal?.status == .unprocessableContent && refusal?.places == ["cursor"], "\(order) \(keys)")
            }
        }
    }

    @Test("The number of goods in stock follows each sale of a last piece")
    func stockCount() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("All")
            let last = try await shop.product("Last", stock: 1, in: place)
            for number in 1...3 { _ = try await shop.product("P\(number)", stock: 5, in: place) }
            func count(_ inStock: Bool) async throws -> Int {
                let query = ProductQuery(inStock: inStock, limit: 1, offset: 1)
                return try await shop.tester.call(CatalogAPI.listProducts, query: query).count
            }
            #expect(try await count(true) == 4)
            try await shop.reserve(1, shop.line(last))
            #expect(try await count(true) == 3)
            try await shop.release(1)
            #expect(try await count(true) == 4)
            #expect(try await count(false) == 0)
        }
    }

    // MARK: Goods

    /// Forty products in three categories, one of them below another; many alike but for their ids.
    private static func withGoods(_ story: (CatalogShop, [CategoryID]) async throws -> Void) async throws {
        try await CatalogShop.open { shop in
            let seeder = CatalogSeeder(database: shop.database, clock: shop.clock.wallClock)
            let places = try await seeder.seed([
                CatalogSeed.Category(name: "Home", slug: "home", description: ""),
                CatalogSeed.Category(name: "Desks", slug: "desks", description: "", parent: "home"),
                CatalogSeed.Category(name: "Garden", slug: "garden", description: ""),
            ])
            try await seeder.seed(
                (0..<40).map { number in
                    CatalogSeed.Product(
                        sku: "S-\(number)",
                        name: ["Lamp \(number)", "Desk lamp \(number)", "Chair \(number)"][number % 3],
                        slug: "s-\(number)", description: number % 4 == 3 ? "Light" : "Goes with a lamp",
                        category: ["home", "desks", "garden"][number % 3],
                        sellerID: number % 2 == 0 ? CatalogShop.ann : CatalogShop.bob,
                        price: Money(minorUnits: Int64(number % 4) * 100 + 100), stock: number % 5)
                })
            let ids = try await seeder.productIDs((0..<40).map { "S-\($0)" })
            for (sku, id) in ids {
                let number = Int(sku.dropFirst(2)) ?? 0
                guard number % 3 > 0 else { continue }
                let rating = CatalogSeed.Rating(reviewCount: number % 3, ratingTotal: number % 3 * 4, version: 1)
                try await seeder.seed([id: rating])
                try await shop.database.execute("update products set sales_count = \(number % 6) where id = \(id)")
            }
            try await story(shop, [places["home"], places["desks"]].compactMap(\.self))
        }
    }

    private static func queries(
        _ ordering: ProductQuery.Ordering, _ tree: [CategoryID]
    ) -> [(ProductQuery, [CategoryID]?)] {
        let (cheap, dear) = (Money(minorUnits: 200), Money(minorUnits: 300))
        return [
            (ProductQuery(ordering: ordering), nil),
            (ProductQuery(ordering: ordering), tree), (ProductQuery(ordering: ordering), [tree[1]]),
            (ProductQuery(minPrice: cheap, maxPrice: dear, ordering: ordering), nil),
            (ProductQuery(minPrice: cheap, inStock: true, ordering: ordering), tree),
            (ProductQuery(inStock: false, ordering: ordering), nil),
            (ProductQuery(seller: CatalogShop.ann, ordering: ordering), nil),
            (ProductQuery(inStock: true, seller: CatalogShop.ann, ordering: ordering), tree),
            (ProductQuery(search: "lamp", ordering: ordering), nil),
            (ProductQuery(search: "lamp", maxPrice: dear, ordering: ordering), tree),
            (ProductQuery(search: "la go", ordering: ordering), nil),
        ]
    }

    private static func rows(
        _ listing: ProductListing, _ window: PageWindow, _ way: ProductListing.Way, in shop: CatalogShop
    ) async throws -> ListPart<Product> {
        let rows = try await shop.database.query(try listing.page(window, way))
        return listing.part(try rows.map(Product.init(_:)), window, \.place)
    }

    /// From the first page to the last and back again.
    private static func walk(
        _ listing: ProductListing, _ way: ProductListing.Way, in shop: CatalogShop
    ) async throws -> (forwards: [ProductID], backwards: [ProductID]) {
        var (forwards, backwards): ([ProductID], [ProductID]) = ([], [])
        var part = try await rows(listing, PageWindow(limit: 3), way, in: shop)
        forwards += part.rows.map(\.id)
        while let next = part.next {
            part = try await rows(listing, next, way, in: shop)
            forwards += part.rows.map(\.id)
        }
        backwards += part.rows.map(\.id).reversed()
        while let previous = part.previous {
            part = try await rows(listing, previous, way, in: shop)
            backwards += part.rows.map(\.id).reversed()
        }
        return (forwards, backwards)
    }
}
