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

@Suite("Pictures")
struct ProductImageTests {
    private let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]

    private func upload(
        _ bytes: [UInt8], _ type: String, to product: ProductID, _ shop: CatalogShop
    ) async throws -> HTTPResponse {
        let request = try HTTPRequest(
            .post, "/api/v1/products/\(product)/images/", fields: [.contentType: type], body: .bytes(bytes))
        return await shop.tester.send(request, as: shop.ann)
    }

    @Test("A picture is taken, shown with the product and served with a tag")
    func add() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            let made = try await upload(png, "image/png", to: desk, shop)
            #expect(made.status == .created)
            let url = "/api/v1/products/\(desk)/images/1/"
            #expect(try await made.json["url"]?.stringValue == url)
            #expect(try await shop.view(desk).image == url)

            let served = try await shop.tester.send(.get, url)
            #expect(try await served.body.collect() == png)
            #expect(served.fields[.contentType] == "image/png")
            #expect(served.fields[.xContentTypeOptions] == "nosniff")
            #expect(served.fields[.cacheControl] == "public, max-age=86400")
            let tag = try #require(served.fields[.etag])
            #expect(try await shop.tester.send(.get, url, fields: [.ifNoneMatch: tag]).status == .notModified)
        }
    }

    @Test("A form with a file is read as well")
    func form() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            var body = Array(
                "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
                    .utf8)
            body += png
            body += Array("\r\n--xx--\r\n".utf8)
            let made = try await upload(body, "multipart/form-data; boundary=xx", to: desk, shop)
            #expect(made.status == .created)
        }
    }

    @Test("What is no picture, or another kind than it says, or too large, is refused")
    func refused() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            #expect(try await upload(png, "image/jpeg", to: desk, shop).status == .unsupportedMediaType)
            #expect(try await upload(png, "image/svg+xml", to: desk, shop).status == .unsupportedMediaType)
            #expect(try await upload([], "image/png", to: desk, shop).status == .unsupportedMediaType)
            let large = png + [UInt8](repeating: 0, count: ImageUpload.sizeLimit)
            #expect(try await upload(large, "image/png", to: desk, shop).status == .contentTooLarge)
            #expect(try await shop.view(desk).images.isEmpty)
        }
    }

    @Test("The number of a deleted picture is not given out again")
    func delete() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            _ = try await upload(png, "image/png", to: desk, shop)
            let path = ByProductImage(id: desk, number: ProductImageID(1))
            #expect(
                try await shop.refusal {
                    _ = try await shop.tester.call(CatalogAPI.deleteImage, path: path, as: shop.bob)
                }?.status == .forbidden)
            _ = try await shop.tester.call(CatalogAPI.deleteImage, path: path, as: shop.ann)
            #expect(try await shop.tester.send(.get, "/api/v1/products/\(desk)/images/1/").status == .notFound)
            #expect(try await upload(png, "image/png", to: desk, shop).json["number"]?.intValue == 2)
        }
    }

    @Test("Pictures are listed in the order in which they came, however many there were and whichever has gone")
    func order() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            for _ in 1...11 { _ = try await upload(png, "image/png", to: desk, shop) }
            for number in [1, 7] {
                let path = ByProductImage(id: desk, number: ProductImageID(number))
                _ = try await shop.tester.call(CatalogAPI.deleteImage, path: path, as: shop.ann)
            }
            let product = try await shop.view(desk)
            #expect(product.images == [2, 3, 4, 5, 6, 8, 9, 10, 11].map { "/api/v1/products/\(desk)/images/\($0)/" })
            #expect(product.image == product.images.first)
        }
    }

    @Test("A shop that has pictures already knows them after the migration, and is told when it does not")
    func migration() async throws {
        let earlier = Array(Catalog.migrations.prefix { type(of: $0).name != KeepImageNumbers.name })
        try await withDatabase(earlier) { database, _ in
            try await database.execute(
                "insert into categories (id, name, name_key, slug, description) values (1, 'a', 'a', 'a', '')")
            for (id, added) in [(1, 12), (2, 0), (3, 1)] {
                try await database.execute(
                    """
                    insert into products (id, sku, name, slug, description, price, category_id, is_active, images_added,
                        search_name, search_description, search_beginnings, created_at, updated_at)
                    values (\(id), \("S-\(id)"), 'a', \("s-\(id)"), '', 1, 1, true, \(added), '', '', '', 0, 0)
                    """)
                try await database.execute("insert into stock (product_id, on_hand) values (\(id), 0)")
            }
            for number in [10, 9, 12] {
                try await database.execute(
                    """
                    insert into product_images (product_id, number, media_type, tag, size, bytes)
                    values (1, \(number), 'image/png', '', 0, \([UInt8]()))
                    """)
            }
            try await Migrator().run(Catalog.migrations, on: database)
            let known = try await database.query("select image_numbers from products order by id")
            #expect(try known.map { try $0.get(at: 0, as: String?.self) } == ["9,10,12", nil, nil])
            #expect(try await CatalogInvariants.violations(database).isEmpty)

            for wrong in ["9,10", "9,10,11", "9,10,12,13", nil] {
                try await database.execute("update products set image_numbers = \(wrong) where id = 1")
                #expect(try await CatalogInvariants.violations(database).count == 1, "\(wrong ?? "none")")
            }
        }
    }
}
