import Contracts
import Endpoints
import SQL
import TestSupport
import Testing
import Values

@testable import Catalog

/// That no query of the shop looks at rows which no index has picked is seen in `QueryPlanTests`; here it is seen that
/// lists of products use the index that was made for them. These are the plans of SQLite; those of PostgreSQL are
/// seen in `PostgreSQLPlanTests`.
@Suite("How the catalog's lists are found by SQLite")
struct CatalogPlanTests {
    private static let orderings: [ProductQuery.Ordering] = [.newest, .price, .priceDescending, .rating, .popular]

    @Test(
        "Each order of the shop, of a category and of a seller comes out of an index of its own, without sorting",
        arguments: orderings)
    func orderedByIndex(ordering: ProductQuery.Ordering) async throws {
        try await withDatabase(Catalog.migrations, engine: .sqlite) { database, _ in
            for (scope, query, categories) in Self.scopes(ordering) {
                let listing = ProductListing(query, in: categories, database.dialect)
                let listingWay = await listing.way(matches: nil) { 0 }
                #expect(listingWay == .alongOrder)
                #expect(!listing.isSlow(PageWindow()))
                let plan = try await Self.plan(of: listing.page(PageWindow(), .alongOrder), in: database)
                let index = "\(scope)_by_\(ordering.indexName)"
                #expect(plan.contains { $0.contains(" \(index)") }, "\(plan)")
                // The one sort is that of the page itself.
                #expect(plan.count { $0.contains("TEMP B-TREE") } <= 1, "\(plan)")
            }
        }
    }

    @Test(
        "A page deep in a list begins with one range of the index, even among thousands that are equal but for their id",
        arguments: orderings)
    func cursors(ordering: ProductQuery.Ordering) async throws {
        try await withDatabase(Catalog.migrations, engine: .sqlite) { database, _ in
            for (scope, query, categories) in Self.scopes(ordering) {
                let listing = ProductListing(query, in: categories, database.dialect)
                let window = PageWindow(cursor: ordering.cursorInTheMiddle)
                let plan = try await Self.plan(of: listing.page(window, .alongOrder), in: database)
                let index = "\(scope)_by_\(ordering.indexName)"
                let ranges = plan.filter { $0.hasPrefix("SEARCH") && $0.contains(" \(index) ") }
                #expect(ranges.count == (ordering == .newest ? 1 : ordering == .rating ? 3 : 2), "\(plan)")
                // Those that equal the row of the cursor but for the id, and those beyond them.
                #expect(
                    ranges.contains { $0.contains("id<?") || $0.contains("id>?") || $0.contains("rowid") }, "\(plan)")
            }
        }
    }

    @Test(
        "What a page of the shop, of a category or of a seller skips is passed in the index of its order, unsorted",
        arguments: orderings)
    func skipped(ordering: ProductQuery.Ordering) async throws {
        try await withDatabase(Catalog.migrations, engine: .sqlite) { database, _ in
            for (scope, query, categories) in Self.scopes(ordering) {
                let listing = ProductListing(query, in: categories, database.dialect)
                let plan = try await Self.plan(of: listing.page(PageWindow(offset: 50), .alongOrder), in: database)
                let index = "\(scope)_by_\(ordering.indexName)"
                #expect(plan.contains { $0.hasPrefix("SEARCH p ") && $0.contains(" \(index) ") }, "\(plan)")
                // An index of the whole shop is passed from its beginning, others from where their scope begins.
                let pass = scope == "products" ? "SCAN o " : "SEARCH o "
                #expect(plan.contains { $0.hasPrefix(pass) && $0.contains(" \(index)") }, "\(plan)")
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            }
        }
    }

    @Test("A category with others below it is put together from the orders of each")
    func spread() async throws {
        try await withDatabase(Catalog.migrations, engine: .sqlite) { database, _ in
            for ordering in Self.orderings {
                let listing = ProductListing(
                    ProductQuery(ordering: ordering), in: [CategoryID(1), CategoryID(2)], database.dialect)
                for window in [PageWindow(), PageWindow(cursor: ordering.cursorInTheMiddle)] {
                    let plan = try await Self.plan(of: listing.page(window, .alongOrder), in: database)
                    #expect(plan.contains { $0.contains(" category_by_\(ordering.indexName) ") }, "\(plan)")
                    #expect(!plan.contains { $0.hasPrefix("SCAN x") || $0.hasPrefix("SCAN p ") }, "\(plan)")
                }
            }
        }
    }

    @Test("What a filter leaves out is passed over within the index of the order when much is left in")
    func filteredAlongOrder() async throws {
        try await withDatabase(Catalog.migrations, engine: .sqlite) { database, _ in
            for ordering in Self.orderings {
                let price = Money(minorUnits: 100)
                let query = ProductQuery(minPrice: price, maxPrice: price, inStock: true, ordering: ordering)
                let listing = ProductListing(query, in: nil, database.dialect)
                let listingWay = await listing.way(matches: nil) { ProductListing.few + 1 }
                #expect(listingWay == .alongOrder)
                let plan = try await Self.plan(of: listing.page(PageWindow(), .alongOrder), in: database)
                #expect(plan.contains { $0.contains(" products_by_\(ordering.indexName)") }, "\(plan)")
                #expect(plan.count { $0.contains("TEMP B-TREE") } <= 1, "\(plan)")
            }
        }
    }

    @Test("A filter that leaves little in picks the rows by an index of its own")
    func picked() async throws {
        try await withDatabase(Catalog.migrations, engine: .sqlite) { database, _ in
            let price = Money(minorUnits: 100)
            for (query, index) in [
                (ProductQuery(minPrice: price, maxPrice: price, ordering: .rating), "products_by_price (price>"),
                (ProductQuery(inStock: false, ordering: .price), "products_sold_out"),
                (ProductQuery(search: "walnut", minPrice: price, ordering: .popular), "VIRTUAL TABLE"),
            ] {
                let listing = ProductListing(query, in: nil, database.dialect)
                let listingWay = await listing.way(matches: 1) { 1 }
                #expect(listingWay == .picked)
                for query in [try listing.page(PageWindow(), .picked), listing.count(matches: 1)] {
                    let plan = try await Self.plan(of: query, in: database)
                    #expect(plan.contains { $0.contains(index) }, "\(plan)")
                }
            }
        }
    }

    @Test("Of a text that stands everywhere only as much is looked at as a page needs")
    func commonText() async throws {
        try await withDatabase(Catalog.migrations, engine: .sqlite) { database, _ in
            let many = ProductListing.few + 1
            for text in ["the", "th"] {
                let newest = ProductListing(ProductQuery(search: text), in: nil, database.dialect)
                let newestWay = await newest.way(matches: many) { 0 }
                #expect(newestWay == .alongMatches)
                let plan = try await Self.plan(
                    of: newest.page(PageWindow(cursor: ProductQuery.Ordering.newest.cursorInTheMiddle), .alongMatches),
                    in: database)
                // The text index hands out its rows in the list's order, from the cursor on.
                #expect(plan.contains { $0.hasPrefix("SCAN t VIRTUAL TABLE") && $0.hasSuffix("<") }, "\(plan)")
                #expect(plan.count { $0.contains("TEMP B-TREE") } <= 1, "\(plan)")
                let relevant = ProductListing(
                    ProductQuery(search: text, ordering: .relevance), in: nil, database.dialect)
                let relevantWay = await relevant.way(matches: many) { 0 }
                #expect(relevantWay == .ranked)
                let ranked = try await Self.plan(of: relevant.page(PageWindow(), .ranked), in: database)
                // As many as are few come out of the text index, and only they are looked at and sorted.
                #expect(ranked.count { $0.contains("VIRTUAL TABLE") } == 2, "\(ranked)")
                #expect(ranked.contains { $0.hasPrefix("SEARCH p USING INTEGER PRIMARY KEY") }, "\(ranked)")
            }
        }
    }

    @Test("A text that stands everywhere is counted, and passed over along an order, without a look at the whole shop")
    func commonTextElsewhere() async throws {
        try await withDatabase(Catalog.migrations, engine: .sqlite) { database, _ in
            let many = ProductListing.few + 1
            let recorder = RecordingDatabase(database)
            for text in ["the", "th", "the th"] {
                for ordering in ProductQuery.Ordering.allCases {
                    let query = ProductQuery(search: text, ordering: ordering)
                    let listing = ProductListing(query, in: nil, database.dialect)
                    let way = await listing.way(matches: many) { 0 }
                    for query in [try listing.page(PageWindow(), way), listing.count(matches: many)] {
                        let statement = try await PlannedStatement(query, in: recorder)
                        #expect(statement.scannedTables == [], "\(statement)")
                    }
                    guard way == .alongOrder else { continue }
                    let plan = try await Self.plan(of: listing.page(PageWindow(), way), in: database)
                    let index = "products_by_\(ordering.indexName)"
                    #expect(plan.contains { $0.hasPrefix("SCAN x ") && $0.contains(" \(index)") }, "\(plan)")
                    #expect(plan.count { $0.contains("TEMP B-TREE") } <= 1, "\(plan)")
                }
                let count = ProductListing(ProductQuery(search: text), in: nil, database.dialect).count(matches: many)
                let plan = try await Self.plan(of: count, in: database)
                // Counted along the text index, one row after the other.
                #expect(plan.contains { $0.hasPrefix("SCAN t VIRTUAL TABLE") }, "\(plan)")
                #expect(plan.contains { $0.hasPrefix("SEARCH p USING INTEGER PRIMARY KEY") }, "\(plan)")
            }
        }
    }

    @Test("A text with characters that few products hold is looked for in those products only")
    func rareText() async throws {
        try await withDatabase(Catalog.migrations, engine: .sqlite) { database, _ in
            for ordering in ProductQuery.Ordering.allCases {
                let query = ProductQuery(search: "walnut", ordering: ordering)
                let listing = ProductListing(query, in: nil, database.dialect).led(by: "nut")
                let way = await listing.way(matches: ProductListing.few) { 0 }
                #expect(way == (ordering == .newest ? .alongMatches : .picked))
                for query in [try listing.page(PageWindow(), way), listing.count(matches: ProductListing.few)] {
                    #expect(query.binds.contains(.text("\"nut\"")) && !query.binds.contains(.text("\"walnut\"")))
                    let plan = try await Self.plan(of: query, in: database)
                    #expect(plan.count { $0.contains("VIRTUAL TABLE") } == 1, "\(plan)")
                    #expect(plan.contains { $0.hasPrefix("SEARCH p USING INTEGER PRIMARY KEY") }, "\(plan)")
                }
            }
        }
    }

    @Test("An export walks the numbers of the goods, a seller's as well, and sorts nothing")
    func export() async throws {
        try await withDatabase(Catalog.migrations, engine: .sqlite) { database, _ in
            for seller in [nil, CatalogShop.ann] {
                let plan = try await Self.plan(of: Trade.page(after: "A-1", soldBy: seller), in: database)
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
                #expect(plan.contains { $0.hasPrefix("SEARCH p ") && $0.contains("(sku>?)") }, "\(plan)")
            }
        }
    }

    private static func plan(of query: Query, in database: any Database) async throws -> [String] {
        try await database.query("explain query plan \(fragment: query)") { try $0.get("detail", as: String.self) }
    }

    private static func scopes(_ ordering: ProductQuery.Ordering) -> [(String, ProductQuery, [CategoryID]?)] {
        [
            ("products", ProductQuery(ordering: ordering), nil),
            ("category", ProductQuery(ordering: ordering), [CategoryID(1)]),
            ("seller", ProductQuery(seller: CatalogShop.ann, ordering: ordering), nil),
        ]
    }
}
