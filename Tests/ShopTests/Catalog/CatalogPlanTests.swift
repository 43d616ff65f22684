import Contracts
import Endpoints
import SQL
import TestSupport
import Testing
import Values

@testable import Catalog

@Suite("How the catalog's lists are found")
struct CatalogPlanTests {
    @Test("No list looks at rows that no index has picked")
    func noFullScan() async throws {
        try await withDatabase(Catalog.migrations) { database, _ in
            for query in Self.queries(database.dialect) {
                let plan = try await Self.plan(of: query, in: database)
                let scans = plan.filter { $0.hasPrefix("SCAN ") && !$0.contains("INDEX") && !Self.isDerived($0) }
                #expect(scans.isEmpty, "\(query): \(plan)")
            }
        }
    }

    @Test(
        "Each order of the public list comes out of an index of its own",
        arguments: [
            (ProductQuery.Ordering.newest, "products_by_newest"), (.price, "products_by_price"),
            (.priceDescending, "products_by_price"), (.rating, "products_by_rating"), (.popular, "products_by_sales"),
        ])
    func orderedByIndex(ordering: ProductQuery.Ordering, index: String) async throws {
        try await withDatabase(Catalog.migrations) { database, _ in
            let listing = ProductListing(ProductQuery(ordering: ordering), in: nil, database.dialect)
            #expect(!listing.isSlow)
            let plan = try await Self.plan(of: listing.page(limit: 10, offset: 0, database.dialect), in: database)
            #expect(plan.contains { $0.contains(index) }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            let farDown = try await Self.plan(of: listing.page(limit: 10, offset: 500, database.dialect), in: database)
            #expect(farDown.contains { $0.contains(index) }, "\(farDown)")
            // The one sort is that of the page itself.
            #expect(farDown.filter { $0.contains("TEMP B-TREE") }.count <= 1, "\(farDown)")
        }
    }

    @Test("A category's and a seller's newest come out of an index without sorting")
    func filtersWithIndex() async throws {
        try await withDatabase(Catalog.migrations) { database, _ in
            let category = ProductListing(ProductQuery(), in: [CategoryID(1)], database.dialect)
            let seller = ProductListing(ProductQuery(seller: CatalogShop.ann), in: nil, database.dialect)
            for (listing, index) in [
                (category, "products_by_category"), (seller, "products_by_seller"),
                (ProductListing(of: CatalogShop.ann), "products_by_seller"),
            ] {
                let plan = try await Self.plan(of: listing.page(limit: 10, offset: 0, database.dialect), in: database)
                #expect(plan.contains { $0.contains(index) }, "\(plan)")
                #expect(plan.filter { $0.contains("TEMP B-TREE") }.count <= 1, "\(plan)")
            }
        }
    }

    private static func plan(of query: Query, in database: any Database) async throws -> [String] {
        try await database.query("explain query plan \(fragment: query)") { try $0.get("detail", as: String.self) }
    }

    /// What a query has made itself: its page, its recursion.
    private static func isDerived(_ step: String) -> Bool {
        ["page", "counted", "chosen", "above", "CONSTANT ROW"].contains { step.hasPrefix("SCAN \($0)") }
    }

    private static func queries(_ dialect: Dialect) -> [Query] {
        let window = PageWindow()
        let some = [CategoryID(1), CategoryID(2)]
        let price = Money(minorUnits: 100)
        var queries: [ProductQuery] = ProductQuery.Ordering.allCases.map { ProductQuery(ordering: $0) }
        queries += [
            ProductQuery(minPrice: price, maxPrice: price, ordering: .price), ProductQuery(inStock: true),
            ProductQuery(seller: CatalogShop.ann), ProductQuery(search: "walnut de"),
            ProductQuery(search: "walnut", ordering: .relevance), ProductQuery(search: "de", inStock: true),
        ]
        var listings = queries.map { ProductListing($0, in: nil, dialect) }
        listings += [
            ProductListing(ProductQuery(), in: [CategoryID(1)], dialect),
            ProductListing(ProductQuery(ordering: .price), in: some, dialect),
            ProductListing(of: CatalogShop.ann),
        ]
        let categories = CategoryFilter.roots("7").map(CategoryFilter.tree)
        return listings.flatMap {
            [$0.page(limit: 10, offset: 0, dialect), $0.page(limit: 10, offset: 500, dialect), $0.count]
        } + categories + [
            ProductStore.product(ProductID(1), dialect), ProductStore.products([ProductID(1), ProductID(2)], dialect),
            CategoryStore.count,
            CategoryStore.children(of: CategoryID(1)), UnitStore.page(of: ProductID(1), window),
            UnitStore.count(of: ProductID(1)),
        ]
    }
}
