import Caching
import Contracts
import Endpoints
import HTTP
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Catalog

/// In a small shop some characters of every text are in few products. Here three products are few, so that texts are
/// looked for as those are that stand everywhere in a large shop.
@Suite("Searches whose characters are all in many products")
struct UnledSearchTests {
    private static let few = 3

    private static let goods = [
        ("Lamp", ""), ("Desk lamp", "By the window"), ("Chair", "Next to a large lamp"), ("Lamp large", "For a desk"),
        ("Desk", "Of oak"), ("Floor lamp", "Ladder included"), ("Lampshade", ""), ("Desk large", "Clamped to a wall"),
        ("Shelf", "Desk clamps fit"), ("Bench", "Plain and large"),
    ]

    /// In many products; in few, but of characters that are in many; with a short term; of nothing but one.
    private static let texts = ["lamp", "desk lamp", "desk large", "lamp la", "la"]

    @Test(
        "They find what a look at all goods finds, in every order, page by page",
        arguments: ProductQuery.Ordering.allCases)
    func rows(ordering: ProductQuery.Ordering) async throws {
        try await Self.withGoods { shop, recorder in
            let whole = try await shop.tester.call(
                CatalogAPI.listProducts,
                query: ProductQuery(ordering: ordering == .relevance ? .newest : ordering, limit: 100)
            ).results
            #expect(whole.count == Self.goods.count)
            let reader = ProductReader(
                products: ProductStore(currency: .usd), cache: CatalogCache(MemoryCache()), database: recorder)
            for text in Self.texts {
                let search = try #require(ProductSearch(text))
                let matches = whole.filter { Self.holds($0, search.terms) }
                let expected = ordering == .relevance ? Self.ranked(matches, search, among: whole) : matches
                let query = ProductQuery(search: text, ordering: ordering)
                let listing = ProductListing(query, in: nil, shop.database.dialect, few: Self.few)
                _ = recorder.takeStatements()
                var found: [String] = []
                for offset in stride(from: 0, to: expected.count, by: 2) {
                    let page = try await reader.page(
                        of: listing, PageWindow(limit: 2, offset: offset), try RequestTarget("/api/v1/products/"))
                    found += page.results.map(\.name)
                    #expect(page.count == matches.count, "\(text)")
                }
                #expect(found == expected.map(\.name), "\(text)")
                Self.expectNoLead(of: search, in: recorder.takeStatements(), shop.database.dialect.engine)
            }
        }
    }

    @Test("That no characters lead to a text is looked up once, and not for texts that have none")
    func looks() async throws {
        try await Self.withGoods(on: .sqlite) { shop, recorder in
            let reader = ProductReader(
                products: ProductStore(currency: .usd), cache: CatalogCache(MemoryCache()), database: recorder)
            for (text, looks) in [("lamp", 1), ("lamp", 0), ("la", 0)] {
                let listing = ProductListing(
                    ProductQuery(search: text), in: nil, shop.database.dialect, few: Self.few)
                _ = recorder.takeStatements()
                _ = try await reader.page(
                    of: listing, PageWindow(limit: 2), try RequestTarget("/api/v1/products/"))
                #expect(recorder.takeLooks().forLeads == looks, "\(text)")
            }
        }
    }

    /// That none of its characters stood for the text where rows were looked for.
    private static func expectNoLead(
        of search: ProductSearch, in statements: [Query], _ engine: Dialect.Engine
    ) {
        let trigrams = RarestTrigram(of: search, upTo: few).trigrams
        let looks = statements.count { $0.text.contains("product_trigrams match one.value") }
        // Only SQLite has to look for what leads to a text.
        #expect(looks == (trigrams.isEmpty || engine != .sqlite ? 0 : 1))
        for trigram in trigrams {
            #expect(!statements.contains { $0.binds.contains(.text(ProductSearch.quoted(trigram))) }, "\(trigram)")
        }
    }

    // MARK: What is to be found

    private static func holds(_ product: ProductView, _ terms: [String]) -> Bool {
        let text = "\(product.name) \(product.description)".lowercased()
        return terms.allSatisfy { term in
            term.count < 3 ? text.split(separator: " ").contains { $0.hasPrefix(term) } : text.contains(term)
        }
    }

    /// The first that have the long terms in their names and the first that have them anywhere, by their ranks.
    private static func ranked(
        _ matches: [ProductView], _ search: ProductSearch, among whole: [ProductView]
    ) -> [ProductView] {
        let indexed = search.long.isEmpty ? search.terms : search.long
        let anywhere = whole.filter { holds($0, indexed) }.sorted { $0.id < $1.id }
        var candidates = matches
        if anywhere.count > few {
            let named = anywhere.filter { product in
                search.long.allSatisfy { product.name.lowercased().contains($0) }
            }
            let ids = Set((named.prefix(few) + anywhere.prefix(few)).map(\.id))
            candidates = matches.filter { ids.contains($0.id) }
        }
        return candidates.sorted { one, other in
            (rank(one.name, search.terms), one.id) < (rank(other.name, search.terms), other.id)
        }
    }

    private static func rank(_ name: String, _ terms: [String]) -> Int {
        let name = name.lowercased()
        guard terms.allSatisfy({ name.contains($0) }) else { return 2 }
        return name.hasPrefix(terms[0]) ? 0 : 1
    }

    private static func withGoods(
        on engine: DatabaseEngine = .standard, _ story: (CatalogShop, RecordingDatabase) async throws -> Void
    ) async throws {
        try await CatalogShop.open(on: engine) { plain in
            let (shop, recorder) = try plain.recorded()
            let place = try await shop.category("All")
            for (number, (name, description)) in goods.enumerated() {
                let id = try await shop.product(name, description, price: "\(number * 7 % 4 + 1)", in: place)
                if number % 3 > 0 {
                    try await shop.deliver(shop.review(of: id, count: number % 3, total: number % 3 * 4, version: 1))
                }
                if number % 4 > 0 { try await shop.deliver(shop.shipped([(id, number % 4)])) }
            }
            try await story(shop, recorder)
        }
    }
}
