import Contracts
import Endpoints
import HTTP
import JSON
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Lists of products")
struct ProductListTests {
    @Test("Newest first, by pages that lead to each other")
    func pages() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("All")
            for number in 1...5 { _ = try await shop.product("P\(number)", in: place) }
            let first = try await shop.tester.call(CatalogAPI.listProducts, query: ProductQuery(limit: 2))
            #expect(first.results.map(\.name) == ["P5", "P4"])
            #expect(first.count == 5 && first.previous == nil)
            let second = try await shop.tester.send(.get, try #require(first.next)).json
            #expect(second["results"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["P3", "P2"])
            #expect(second["previous"]?.stringValue?.hasPrefix("/api/v1/products/") == true)
            let beyond = try await shop.tester.call(CatalogAPI.listProducts, query: ProductQuery(offset: 50))
            #expect(beyond.results.isEmpty && beyond.count == 5)
        }
    }

    @Test("Orderings")
    func orderings() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("All")
            let cheap = try await shop.product("Cheap", price: "1", in: place)
            let loved = try await shop.product("Loved", price: "3", in: place)
            let sold = try await shop.product("Sold", price: "2", in: place)
            try await shop.deliver(shop.review(of: loved, count: 2, total: 9, version: 2))
            try await shop.deliver(shop.review(of: cheap, count: 1, total: 2, version: 1))
            try await shop.deliver(shop.shipped([(sold, 4)]))

            #expect(try await shop.list(ProductQuery(ordering: .newest)) == ["Sold", "Loved", "Cheap"])
            #expect(try await shop.list(ProductQuery(ordering: .price)) == ["Cheap", "Sold", "Loved"])
            #expect(try await shop.list(ProductQuery(ordering: .priceDescending)) == ["Loved", "Sold", "Cheap"])
            #expect(try await shop.list(ProductQuery(ordering: .rating)) == ["Loved", "Cheap", "Sold"])
            #expect(try await shop.list(ProductQuery(ordering: .popular))[0] == "Sold")
        }
    }

    @Test("Filters: price, stock, seller, and several together")
    func filters() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("All")
            _ = try await shop.product("A", price: "10", stock: 1, in: place, by: shop.ann)
            _ = try await shop.product("B", price: "20", stock: 0, in: place, by: shop.ann)
            _ = try await shop.product("C", price: "30", stock: 2, in: place, by: shop.bob)
            #expect(try await shop.list(ProductQuery(minPrice: try shop.money("20"))) == ["C", "B"])
            #expect(try await shop.list(ProductQuery(maxPrice: try shop.money("20"))) == ["B", "A"])
            #expect(try await shop.list(ProductQuery(inStock: true)) == ["C", "A"])
            #expect(try await shop.list(ProductQuery(inStock: false)) == ["B"])
            #expect(try await shop.list(ProductQuery(seller: CatalogShop.ann)) == ["B", "A"])
            #expect(
                try await shop.list(
                    ProductQuery(
                        minPrice: try shop.money("5"), inStock: true, seller: CatalogShop.ann, ordering: .price))
                    == ["A"])
        }
    }

    @Test("A category by id, slug or part of its name, with all below it; an unknown one is empty")
    func categories() async throws {
        try await CatalogShop.open { shop in
            let furniture = try await shop.category("Furniture")
            let tables = try await shop.category("Fine Tables", below: furniture)
            let toys = try await shop.category("Toys")
            _ = try await shop.product("Sofa", in: furniture)
            _ = try await shop.product("Desk", in: tables)
            _ = try await shop.product("Ball", in: toys)
            for text in ["\(furniture)", "furniture", "FURNI"] {
                #expect(try await shop.list(ProductQuery(category: text)) == ["Desk", "Sofa"])
            }
            #expect(try await shop.list(ProductQuery(category: "fine-tables")) == ["Desk"])
            #expect(try await shop.list(ProductQuery(category: "nothing")).isEmpty)
            #expect(try await shop.list(ProductQuery(category: "%")).isEmpty)
        }
    }

    @Test("Every term, in any case, as a substring of name or description")
    func search() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("All")
            _ = try await shop.product("Walnut Desk", "Übergroß, 100% oak_free", in: place)
            _ = try await shop.product("Lamp", "For the desk", in: place)
            _ = try await shop.product("USB-C hub", "4 ports", in: place)
            func found(_ text: String) async throws -> [String] {
                try await shop.list(ProductQuery(search: text, ordering: .relevance))
            }
            #expect(try await found("DESK") == ["Walnut Desk", "Lamp"])
            #expect(try await found("aln desk") == ["Walnut Desk"])
            #expect(try await found("übergross") == ["Walnut Desk"])
            #expect(try await found("ubergross") == [])
            #expect(try await found("ÜBERGROß") == ["Walnut Desk"])
            #expect(try await found("the lamp") == ["Lamp"])
            #expect(try await found("us") == ["USB-C hub"])
            #expect(try await found("sb") == [])
            #expect(try await found("4") == ["USB-C hub"])
            #expect(try await found("100%") == ["Walnut Desk"])
            #expect(try await found("k_f") == ["Walnut Desk"])
            #expect(try await found("%") == [])
            #expect(try await found("_") == [])
            #expect(try await found("\"desk\"") == [])
            #expect(try await found("desk\" OR \"hub") == [])
            #expect(try await found("a\"\u{301}b OR") == [])
            #expect(try await found("   ").count == 3)
        }
    }

    @Test("A search of as many terms as are looked for is answered, one of more is refused instead of cut short")
    func terms() async throws {
        try await CatalogShop.open { shop in
            _ = try await shop.product("Walnut desk", "Made to last")
            let most = Array(repeating: "desk", count: ProductQuery.mostTerms).joined(separator: " ")
            #expect(try await shop.list(ProductQuery(search: " \(most)\u{3000}")) == ["Walnut desk"])
            for blank in [" ", "\u{85}", "\u{1}", "\u{2003}"] {
                let refusal = try await shop.refusal {
                    _ = try await shop.list(ProductQuery(search: "\(most)\(blank)walnut"))
                }
                #expect(refusal?.status == .unprocessableContent && refusal?.places == ["search"])
            }
        }
    }

    @Test("Relevance: names that begin with it, names that hold it, descriptions")
    func relevance() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("All")
            _ = try await shop.product("Lamp", "Fits any desk", in: place)
            _ = try await shop.product("Walnut desk", "", in: place)
            _ = try await shop.product("Desk", "", in: place)
            #expect(
                try await shop.list(ProductQuery(search: "desk", ordering: .relevance)) == [
                    "Desk", "Walnut desk", "Lamp",
                ])
            #expect(try await shop.list(ProductQuery(search: "desk")) == ["Desk", "Walnut desk", "Lamp"])
        }
    }

    @Test("A changed text is found by its new words only")
    func changedText() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product("Walnut desk")
            _ = try await shop.tester.call(
                CatalogAPI.changeProduct, path: ByProduct(id: desk), body: ProductChange(name: "Oak bench"),
                as: shop.ann)
            #expect(try await shop.list(ProductQuery(search: "walnut")).isEmpty)
            #expect(try await shop.list(ProductQuery(search: "bench")) == ["Oak bench"])
            #expect(try await shop.list(ProductQuery(search: "oa")) == ["Oak bench"])
        }
    }

    @Test(
        "Parameters that are unknown or malformed are named",
        arguments: [
            ("limit=0", "limit"), ("limit=101", "limit"), ("offset=-1", "offset"), ("min_price=abc", "min_price"),
            ("in_stock=perhaps", "in_stock"), ("ordering=best", "ordering"), ("seller=7", "seller"),
            ("colour=red", "colour"),
        ])
    func malformed(query: String, parameter: String) async throws {
        try await CatalogShop.open { shop in
            let answer = try await shop.tester.send(.get, "/api/v1/products/?\(query)")
            #expect(answer.status == .unprocessableContent)
            #expect(try await answer.json["errors"]?.arrayValue?.first?["parameter"]?.stringValue == parameter)
        }
    }
}
