import Contracts
import Endpoints
import HTTP
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("The catalog's cache")
struct CatalogCacheTests {
    @Test("A product and a list that were read before are answered without asking the database")
    func hits() async throws {
        let asked = Tally()
        try await CatalogShop.open(wrapping: { CountingDatabase(base: $0, atHand: asked, waitedFor: asked) }) { shop in
            let desk = try await shop.product(stock: 3)
            for target in ["/api/v1/products/\(desk)/", "/api/v1/products/?limit=5"] {
                asked.set(0)
                let miss = try await shop.tester.send(.get, target)
                #expect(asked.value > 0 && asked.value <= 3)
                asked.set(0)
                let hit = try await shop.tester.send(.get, target)
                #expect(asked.value == 0)
                #expect(try await hit.text == miss.text)
                #expect(hit.fields[.etag] != nil && hit.fields[.etag] == miss.fields[.etag])
                let known = try await shop.tester.send(
                    .get, target, fields: [.ifNoneMatch: try #require(hit.fields[.etag])])
                #expect(known.status == .notModified && asked.value == 0)
            }
        }
    }

    @Test("A request that a cached answer does not fit is refused although the answer is there")
    func refusals() async throws {
        try await CatalogShop.open { shop in
            let target = "/api/v1/products/\(try await shop.product(stock: 3))/"
            for _ in 0..<2 { #expect(try await shop.tester.send(.get, target).status == .ok) }
            func status(_ target: String, _ fields: HTTPFields = [:]) async throws -> HTTPStatus {
                try await shop.tester.send(.get, target, fields: fields).status
            }
            #expect(try await status(target + "?colour=red") == .unprocessableContent)
            #expect(try await status(target, [.ifMatch: "no tag"]) == .badRequest)
            #expect(try await status(target, [.accept: "text/html"]) == .notAcceptable)
            #expect(try await shop.tester.send(.get, target, as: .service("carts")).status == .unauthorized)
        }
    }

    @Test("A list asks as often for a hundred products as for one")
    func noQueryForEach() async throws {
        let asked = Tally()
        try await CatalogShop.open(wrapping: { CountingDatabase(base: $0, atHand: asked, waitedFor: asked) }) { shop in
            let place = try await shop.category("All")
            for number in 0..<30 { _ = try await shop.product("P\(number)", in: place) }
            asked.set(0)
            _ = try await shop.list(ProductQuery(limit: 1))
            let forOne = asked.value
            asked.set(0)
            _ = try await shop.list(ProductQuery(limit: 20))
            #expect(asked.value <= forOne)
        }
    }

    @Test("A sale does not make lists be counted again, a new product does")
    func counts() async throws {
        let asked = Tally()
        try await CatalogShop.open(wrapping: { CountingDatabase(base: $0, atHand: asked, waitedFor: asked) }) { shop in
            let place = try await shop.category("All")
            for number in 0..<3 { _ = try await shop.product("P\(number)", stock: 1, in: place) }
            func length() async throws -> Int {
                try await shop.tester.call(CatalogAPI.listProducts, query: ProductQuery(limit: 2)).count
            }
            #expect(try await length() == 3)
            try await shop.reserve(1, shop.line(ProductID(1)))
            asked.set(0)
            #expect(try await length() == 3)
            // The page, and nothing but the page.
            #expect(asked.value == 1)
            _ = try await shop.product("P3", in: place)
            #expect(try await length() == 4)
            _ = try await shop.tester.call(
                CatalogAPI.disableProduct, path: ByProduct(id: ProductID(1)), as: shop.ann)
            #expect(try await length() == 3)
        }
    }

    @Test("Whatever changes a product changes the next answer")
    func invalidation() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 3)
            /// As it is shown alone and in a list.
            func seen<Value>(_ value: (ProductView) -> Value) async throws -> [Value] {
                let list = try await shop.tester.call(CatalogAPI.listProducts, query: ProductQuery())
                return [value(try await shop.view(desk)), value(try #require(list.results.first))]
            }
            #expect(try await seen(\.stockQuantity) == [3, 3])
            try await shop.reserve(1, shop.line(desk))
            #expect(try await seen(\.stockQuantity) == [2, 2])
            try await shop.release(1)
            #expect(try await seen(\.stockQuantity) == [3, 3])
            try await shop.deliver(shop.review(of: desk, count: 3, total: 14, version: 3))
            #expect(try await seen(\.rating) == [4.67, 4.67])
            try await shop.deliver(shop.shipped([(desk, 2)]))
            #expect(try await seen(\.salesCount) == [2, 2])
            let place = try await shop.view(desk).category.id
            _ = try await shop.tester.call(
                CatalogAPI.changeCategory, path: ByCategory(id: place), body: CategoryChange(name: "Renamed"),
                as: shop.staff)
            #expect(try await seen(\.category.name) == ["Renamed", "Renamed"])
        }
    }
}
