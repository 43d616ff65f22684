import Catalog
import Contracts
import Endpoints
import HTTP
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Seeding the catalog")
struct CatalogSeederTests {
    @Test("Seeding fills the shop once, however often it is repeated")
    func repeatable() async throws {
        try await CatalogShop.open { shop in
            let seeder = CatalogSeeder(database: shop.database, clock: shop.clock.wallClock)
            let categories = [
                CatalogSeed.Category(name: "Home", slug: "home", description: ""),
                CatalogSeed.Category(name: "Desks", slug: "desks", description: "", parent: "home"),
            ]
            let products = (1...600).map { number in
                CatalogSeed.Product(
                    sku: "S-\(number)", name: "Desk \(number)", slug: "desk-\(number)", description: "A desk",
                    category: "desks", sellerID: CatalogShop.ann, price: Money(minorUnits: 100), stock: 5,
                    units: number == 1 ? ["A1", "A2"] : [], picture: number == 1 ? Array("<svg/>".utf8) : nil)
            }
            for round in 0..<2 {
                #expect(try await seeder.seed(categories).count == 2)
                #expect(try await seeder.seed(products) == (round == 0 ? 600 : 0))
                let ids = try await seeder.productIDs(["S-1", "S-600", "S-601"])
                #expect(ids.count == 2)
                let first = try #require(ids["S-1"])
                try await seeder.seed([first: CatalogSeed.Rating(reviewCount: 3, ratingTotal: 14, version: 3)])
                let view = try await shop.view(first)
                #expect(view.rating == 4.67 && view.stockQuantity == 2)
                let picture = try await shop.tester.send(.get, try #require(view.image))
                #expect(picture.fields[.contentSecurityPolicy] == "default-src 'none'; style-src 'unsafe-inline'")
            }
            #expect(try await shop.list(ProductQuery(category: "home", search: "desk 600")) == ["Desk 600"])
        }
    }

    @Test("A count beyond ten thousand stays there")
    func largeCount() async throws {
        try await CatalogShop.open { shop in
            let seeder = CatalogSeeder(database: shop.database)
            try await seeder.seed([CatalogSeed.Category(name: "Home", slug: "home", description: "")])
            try await seeder.seed(
                (1...10_050).lazy.map { number in
                    CatalogSeed.Product(
                        sku: "S-\(number)", name: "P", slug: "p-\(number)", description: "", category: "home",
                        sellerID: nil, price: Money(minorUnits: 100), stock: 1)
                })
            let page = try await shop.tester.call(CatalogAPI.listProducts, query: ProductQuery(limit: 1))
            #expect(page.count == 10_000)
            #expect(page.countExact == false)
            #expect(page.next != nil)
            let far = try await shop.tester.call(
                CatalogAPI.listProducts, query: ProductQuery(limit: 100, offset: 10_000))
            #expect(far.results.count == 50)
        }
    }
}
