import Contracts
import Endpoints
import HTTP
import JSON
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Products")
struct ProductTests {
    @Test("A seller offers a product; number and slug are made where they are not given")
    func create() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("Furniture")
            let new = NewProduct(
                name: "Größer Désk!", description: "Oak", price: try shop.money("99.90"), categoryID: place,
                stockQuantity: 3, barcode: "2012345678903")
            let made = try await shop.tester.call(CatalogAPI.createProduct, body: new, as: shop.ann)
            #expect(made.slug == "grosser-desk")
            #expect(made.sku == "SK-000001")
            #expect(made.stockQuantity == 3)
            #expect(made.sellerID == CatalogShop.ann)
            #expect(made.category.name == "Furniture")
            #expect(made.rating == nil && made.image == nil && made.images.isEmpty)
            let second = try await shop.tester.call(CatalogAPI.createProduct, body: new, as: shop.staff)
            #expect(second.slug == "grosser-desk-2")
            #expect(second.sellerID == nil)
            #expect(try await shop.told().contains("product.created"))
        }
    }

    @Test("What is wrong is named field by field, and nothing is made")
    func invalid() async throws {
        try await CatalogShop.open { shop in
            let answer = try await shop.tester.send(
                .post, "/api/v1/products/",
                json: #"{"name": " ", "description": "", "price": "0.00", "category_id": 1, "colour": "red"}"#,
                as: shop.ann)
            #expect(answer.status == .unprocessableContent)
            let pointers = try await answer.json["errors"]?.arrayValue?.compactMap { $0["pointer"]?.stringValue } ?? []
            #expect(Set(pointers) == ["/name", "/price", "/colour"])

            let unknown = try await shop.refusal {
                _ = try await shop.product(in: CategoryID(99))
            }
            #expect(unknown?.places == ["/category_id"])
            #expect(try await shop.list(ProductQuery()).isEmpty)
        }
    }

    @Test("A number belongs to one product")
    func duplicateNumber() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("Furniture")
            let new = NewProduct(
                name: "Desk", description: "", price: try shop.money("1"), categoryID: place, sku: "D-1")
            _ = try await shop.tester.call(CatalogAPI.createProduct, body: new, as: shop.ann)
            let problem = try await shop.refusal {
                _ = try await shop.tester.call(CatalogAPI.createProduct, body: new, as: shop.bob)
            }
            #expect(problem?.code == "duplicate")
            #expect(problem?.places == ["/sku"])
        }
    }

    @Test("A key makes one product, however often it is sent")
    func idempotent() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("Furniture")
            let new = NewProduct(name: "Desk", description: "", price: try shop.money("1"), categoryID: place)
            let first = try await shop.tester.call(CatalogAPI.createProduct, body: new, key: "k1", as: shop.ann)
            let again = try await shop.tester.call(CatalogAPI.createProduct, body: new, key: "k1", as: shop.ann)
            #expect(first.id == again.id)
            #expect(try await shop.list(ProductQuery()).count == 1)
        }
    }

    @Test("Another seller may read, not change; what is off sale does not exist for others")
    func ownership() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(by: shop.ann)
            let path = ByProduct(id: desk)
            let change = ProductChange(name: "Mine now")
            #expect(
                try await shop.refusal {
                    _ = try await shop.tester.call(CatalogAPI.changeProduct, path: path, body: change, as: shop.bob)
                }?.status == .forbidden)
            _ = try await shop.tester.call(CatalogAPI.disableProduct, path: path, as: shop.ann)
            _ = try await shop.tester.call(CatalogAPI.disableProduct, path: path, as: shop.ann)
            for caller in [shop.bob, shop.buyer, .anyone] {
                #expect(try await shop.refusal { _ = try await shop.view(desk, as: caller) }?.status == .notFound)
            }
            #expect(
                try await shop.refusal {
                    _ = try await shop.tester.call(CatalogAPI.changeProduct, path: path, body: change, as: shop.bob)
                }?.status == .notFound)
            #expect(try await shop.view(desk, as: shop.ann).isActive == false)
            #expect(try await shop.view(desk, as: shop.staff).name == "Walnut desk")
            #expect(try await shop.told().filter { $0 == "product.disabled" }.count == 1)

            let mine = try await shop.tester.call(CatalogAPI.listOwnProducts, query: PageQuery(), as: shop.ann)
            #expect(mine.results.map(\.id) == [desk])
            _ = try await shop.tester.call(
                CatalogAPI.changeProduct, path: path, body: ProductChange(isActive: true), as: shop.ann)
            #expect(try await shop.view(desk).isActive)
        }
    }

    @Test("PATCH changes what is sent, PUT all but what it cannot know; both show the change at once")
    func change() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 4)
            let path = ByProduct(id: desk)
            _ = try await shop.view(desk)
            let patched = try await shop.tester.call(
                CatalogAPI.changeProduct, path: path,
                body: ProductChange(price: try shop.money("5"), stockQuantity: 9, barcode: .value("123")), as: shop.ann)
            #expect(patched.name == "Walnut desk" && patched.stockQuantity == 9 && patched.barcode == "123")
            #expect(try await shop.view(desk).stockQuantity == 9)

            let replaced = try await shop.tester.call(
                CatalogAPI.replaceProduct, path: path,
                body: NewProduct(
                    name: "Table", description: "", price: try shop.money("6"), categoryID: patched.category.id),
                as: shop.staff)
            #expect(replaced.barcode == nil && replaced.stockQuantity == 9 && replaced.sku == patched.sku)
            #expect(try await shop.view(desk).name == "Table")
        }
    }

    @Test("Writing the stock sets what can be sold, beside what is promised")
    func stockBesidePromises() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 5)
            try await shop.reserve(1, shop.line(desk, 4))
            _ = try await shop.tester.call(
                CatalogAPI.changeProduct, path: ByProduct(id: desk), body: ProductChange(stockQuantity: 2),
                as: shop.ann)
            #expect(try await shop.available(desk) == 2)
            try await shop.release(1)
            #expect(try await shop.available(desk) == 6)
        }
    }

    @Test("A tag of an older state refuses a change")
    func staleTag() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 5)
            let target = "/api/v1/products/\(desk)/"
            let tag = try #require(try await shop.tester.send(.get, target).fields[.etag])
            let same = try await shop.tester.send(.get, target, fields: [.ifNoneMatch: tag])
            #expect(same.status == .notModified)
            let first = try await shop.tester.send(
                .patch, target, json: #"{"name": "Table"}"#, fields: [.ifMatch: tag], as: shop.ann)
            #expect(first.status == .ok)
            #expect(first.fields[.etag] != tag)
            let second = try await shop.tester.send(
                .patch, target, json: #"{"name": "Bench"}"#, fields: [.ifMatch: tag], as: shop.ann)
            #expect(second.status == .preconditionFailed)
            #expect(try await shop.view(desk).name == "Table")
            #expect(try await shop.tester.send(.get, target).fields[.etag] == first.fields[.etag])
        }
    }

    @Test("What the view writes by hand is what the coder would write")
    func handwritten() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product("Quoted \"desk\" 🪑", "Zeile\n2", stock: 2)
            var view = try await shop.view(desk)
            for rating in [nil, 4.67, 5] as [Double?] {
                view.rating = rating
                view.barcode = rating.map { "\($0)" }
                let (hand, coder) = (
                    try JSONEncoding.encode(view), try JSONEncoding.encode(view, handwritten: false)
                )
                #expect(String(decoding: hand, as: UTF8.self) == String(decoding: coder, as: UTF8.self))
            }
        }
    }
}
