import Contracts
import Endpoints
import SQL
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Catalog

/// Other engines find out by themselves which characters are rare: what is looked up is SQLite's only, what is found is
/// everybody's.
@Suite("Searches by way of their rarest characters")
struct RarestTrigramTests {
    @Test("The characters that the fewest products hold are found, whichever term they stand in")
    func rarest() async throws {
        try await Self.withGoods(on: .sqlite) { shop in
            for (text, expected) in [
                ("walnut", "nut"), ("al walnut desk", "nut"), ("desk kelp", "kel"), ("waltz", "alt"),
            ] {
                let found = try await Self.rarest(text, in: shop)
                #expect(found == expected, "\(text)")
            }
        }
    }

    @Test("Characters that are in too many products lead nowhere, as do terms without an index of characters")
    func tooMany() async throws {
        try await Self.withGoods(on: .sqlite) { shop in
            for (limit, expected) in [(10, nil), (11, "des")] {
                let found = try await Self.rarest("desk", upTo: limit, in: shop)
                #expect(found == expected)
            }
            for text in ["la", "-", "la 4"] {
                let search = try #require(ProductSearch(text))
                let query = try RarestTrigram(of: search, upTo: 10).query(shop.database.dialect)
                #expect(query == nil, "\(text)")
            }
        }
    }

    @Test("A search as long as they come is weighed by no more than its first characters")
    func longest() throws {
        let text = String(String.UnicodeScalarView((0..<300).compactMap { UnicodeScalar(0x4E00 + $0) }))
        let search = try #require(ProductSearch(text))
        let rarest = RarestTrigram(of: search, upTo: 10)
        #expect(rarest.trigrams.count == 64)
        #expect(rarest.trigrams.first == String(text.prefix(3)))
    }

    @Test(
        "Whatever characters lead to it, a list holds the same rows in the same order",
        arguments: ProductQuery.Ordering.allCases)
    func sameRows(ordering: ProductQuery.Ordering) async throws {
        try await Self.withGoods { shop in
            for text in Self.texts {
                let query = ProductQuery(search: text, ordering: ordering, limit: 100)
                let listing = ProductListing(query, in: nil, shop.database.dialect)
                let expected = try await Self.found(listing, in: shop)
                let search = try #require(listing.filter.search)
                let trigrams = RarestTrigram(of: search, upTo: 10).trigrams
                #expect(!trigrams.isEmpty)
                for trigram in trigrams {
                    let led = try await Self.found(listing.led(by: trigram), in: shop)
                    #expect(led == expected, "\(text) by \(trigram)")
                }
                #expect(try await shop.list(query) == expected.names, "\(text)")
            }
        }
    }

    @Test("Texts that only share their characters with what is looked for are left out")
    func scattered() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("All")
            _ = try await shop.product("Halvorane", "", in: place)
            _ = try await shop.product("Halvo rane", "vor lvo ora", in: place)
            _ = try await shop.product("Halvo", "rane halv vorane", in: place)
            #expect(try await shop.list(ProductQuery(search: "halvorane")) == ["Halvorane"])
            let page = try await shop.tester.call(
                CatalogAPI.listProducts, query: ProductQuery(search: "halvo rane", limit: 2))
            #expect(page.count == 3)
            #expect(page.results.map(\.name) == ["Halvo", "Halvo rane"])
        }
    }

    @Test("What leads to a search is looked up again once goods have changed, and not after a sale")
    func changes() async throws {
        try await CatalogShop.open(on: .sqlite) { plain in
            let (shop, recorder) = try plain.recorded()
            func looks(_ expected: [String]) async throws -> (forLeads: Int, all: Int) {
                _ = recorder.takeStatements()
                let found = try await shop.list(ProductQuery(search: "walnut"))
                #expect(found == expected)
                return recorder.takeLooks()
            }
            let place = try await shop.category("All")
            let desk = try await shop.product("Walnut desk", "", stock: 3, in: place)
            let first = try await looks(["Walnut desk"])
            #expect(first.forLeads == 1)
            try await shop.reserve(1, shop.line(desk))
            let afterSale = try await looks(["Walnut desk"])
            // The page is another, and is asked for again; what leads to it is not.
            #expect(afterSale.all > 0 && afterSale.forLeads == 0)
            _ = try await shop.product("Walnut shelf", "", in: place)
            let afterChange = try await looks(["Walnut shelf", "Walnut desk"])
            #expect(afterChange.forLeads == 1)
        }
    }

    // MARK: Goods

    private static let texts = [
        "desk", "DESK", "walnut desk", "la walnut", "100%", "k_f", "\"desk\"", "k\" our", "übergroß", "桌子很大", "a\\b%c",
        "desk desk", "nothing", "o'neill",
    ]

    private static func withGoods(
        on engine: DatabaseEngine = .standard, _ story: (CatalogShop) async throws -> Void
    ) async throws {
        try await CatalogShop.open(on: engine) { shop in
            let place = try await shop.category("All")
            let goods = [
                ("Walnut desk", "Made to last"), ("Walnut lamp", "For a desk, by O'Neill"), ("Desk", "Of walls"),
                ("Übergroß", "100% oak_free desk"), ("Okfree desk", "100 % waln"), ("桌子很大", "很大的桌子"),
                ("A \"desk\" of \" our", "a\\b%c"), ("Desktop", "abc"), ("Kelp", "desk"), ("Lamp", "Wal wall ALN desk"),
                ("Desk lamp", ""), ("Disk", "Walnu desk"),
            ]
            for (name, description) in goods { _ = try await shop.product(name, description, in: place) }
            try await story(shop)
        }
    }

    private static func rarest(
        _ text: String, upTo limit: Int = 100, in shop: CatalogShop
    ) async throws -> String? {
        let search = try #require(ProductSearch(text))
        let rarest = RarestTrigram(of: search, upTo: limit)
        let found = try rarest.query(shop.database.dialect)
        let query = try #require(found)
        let place = try rarest.place(try await shop.database.query(query).first)
        return rarest.trigrams.indices.contains(place) ? rarest.trigrams[place] : nil
    }

    private struct Found: Equatable {
        var names: [String] = []
        var count = 0
    }

    /// What a list of few matches holds, in the way that is chosen for it.
    private static func found(_ listing: ProductListing, in shop: CatalogShop) async throws -> Found {
        let way = await listing.way(matches: ProductListing.few) { 0 }
        let rows = try await shop.database.query(try listing.page(PageWindow(limit: 100), way))
        let count = try await shop.database.scalar(listing.count(matches: ProductListing.few), as: Int.self)
        return Found(names: try rows.map { try Product($0).name }, count: count ?? -1)
    }
}
