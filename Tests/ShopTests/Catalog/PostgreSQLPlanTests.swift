import Contracts
import Endpoints
import SQL
import TestSupport
import Testing
import Values

@testable import Catalog

/// As `CatalogPlanTests` for SQLite: that lists of products use the index that was made for them.
@Suite("How the catalog's lists are found by PostgreSQL", .onPostgreSQL)
struct PostgreSQLPlanTests {
    private static let orderings: [ProductQuery.Ordering] = [.newest, .price, .priceDescending, .rating, .popular]
    private static let several = [CategoryID(1), CategoryID(2)]

    @Test(
        "Each order comes out of an index of its own, from a cursor on, however many rows are alike",
        arguments: orderings)
    func orderedByIndex(ordering: ProductQuery.Ordering) async throws {
        try await Self.withRecorder { recorder in
            for (scope, query, categories) in Self.scopes(ordering) {
                let listing = ProductListing(query, in: categories, .postgresql)
                for window in [PageWindow(), PageWindow(offset: 50), PageWindow(cursor: ordering.cursorInTheMiddle)] {
                    let statement = try await PlannedStatement(try listing.page(window, .alongOrder), in: recorder)
                    let index = "\(scope)_by_\(ordering.indexName)"
                    try Self.expect(statement, toWalk: index, from: window)
                }
            }
        }
    }

    private static func expect(_ statement: PlannedStatement, toWalk index: String, from window: PageWindow) throws {
        let walk = try #require(
            statement.steps.first { $0.detail.contains(" using \(index) on products ") }, "\(statement)")
        // A limit ends the walk before anything is sorted.
        #expect(!walk.outer.prefix { $0 != "Limit" }.contains("Sort"), "\(statement)")
        #expect(statement.scannedTables == [], "\(statement)")
        guard window.cursor != nil else { return }
        let condition = statement.steps.first { $0.outer.first == walk.detail && $0.isNarrowing }
        #expect(condition?.detail.contains("id") == true, "\(statement)")
    }

    @Test("A text is picked by the index of its characters, a short one by that of the beginnings of words")
    func picked() async throws {
        try await Self.withRecorder { recorder in
            for (text, indexes) in [
                ("walnut", ["products_name_trigrams", "products_description_trigrams"]),
                ("wa", ["products_beginnings"]),
                ("walnut de", ["products_name_trigrams", "products_description_trigrams"]),
            ] {
                for ordering in Self.orderings + [.relevance] {
                    let listing = ProductListing(ProductQuery(search: text, ordering: ordering), in: nil, .postgresql)
                    let way = await listing.way(matches: 1) { 1 }
                    #expect(way == .picked)
                    let statement = try await PlannedStatement(try listing.page(PageWindow(), way), in: recorder)
                    for index in indexes {
                        let isUsed = statement.steps.contains { $0.detail == "Bitmap Index Scan on \(index)" }
                        #expect(isUsed, "\(statement)")
                    }
                    #expect(statement.scannedTables == [], "\(statement)")
                }
            }
        }
    }

    @Test("A text that stands everywhere is looked for along the order of the list, or among the first that have it")
    func commonText() async throws {
        try await Self.withRecorder { recorder in
            for ordering in Self.orderings + [.relevance] {
                let listing = ProductListing(ProductQuery(search: "the", ordering: ordering), in: nil, .postgresql)
                let way = await listing.way(matches: 10 * ProductListing.few + 1) { 0 }
                #expect(way == (ordering == .relevance ? .rankedInPassing : .alongOrder))
                let statement = try await PlannedStatement(try listing.page(PageWindow(), way), in: recorder)
                #expect(statement.scannedTables == [], "\(statement)")
                guard way == .alongOrder else { continue }
                let index = " using products_by_\(ordering.indexName) on products x"
                #expect(statement.steps.contains { $0.detail.contains(index) }, "\(statement)")
            }
        }
    }

    private static func withRecorder(_ story: (RecordingDatabase) async throws -> Void) async throws {
        try await withDatabase(Catalog.migrations, engine: .postgresql) { database, _ in
            // An empty table is gone through, whatever is said of its size.
            try await database.execute(
                "insert into categories (name, name_key, slug, description) values ('Desks', 'desks', 'desks', '')")
            try await database.execute(
                """
                insert into products (sku, name, slug, description, price, category_id, is_active, search_name,
                    search_description, search_beginnings, created_at, updated_at)
                values ('D-1', 'Desk', 'desk', '', 1, 1, true, 'desk', '', 'd de', 0, 0)
                """)
            try await database.execute("insert into stock (product_id, on_hand) values (1, 1)")
            try await story(RecordingDatabase(database))
        }
    }

    private static func scopes(_ ordering: ProductQuery.Ordering) -> [(String, ProductQuery, [CategoryID]?)] {
        [
            ("products", ProductQuery(ordering: ordering), nil),
            ("category", ProductQuery(ordering: ordering), [CategoryID(1)]),
            ("category", ProductQuery(ordering: ordering), several),
            ("seller", ProductQuery(seller: CatalogShop.ann, ordering: ordering), nil),
        ]
    }
}

extension PlanStep {
    fileprivate var isNarrowing: Bool { detail.hasPrefix("Index Cond: ") }
}
