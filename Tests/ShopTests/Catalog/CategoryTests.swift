import Contracts
import Endpoints
import HTTP
import JSON
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Categories")
struct CategoryTests {
    @Test("A tree of categories is made, read and listed")
    func tree() async throws {
        try await CatalogShop.open { shop in
            let furniture = try await shop.category("Furniture")
            let desks = try await shop.category("Desks & Tables", below: furniture)
            let view = try await shop.tester.call(CatalogAPI.category, path: ByCategory(id: desks))
            #expect(view.slug == "desks-tables")
            #expect(view.parentID == furniture)
            let below = try await shop.tester.call(CatalogAPI.subcategories, path: ByCategory(id: furniture))
            #expect(below.subcategories.map(\.id) == [desks])
            let list = try await shop.tester.call(CatalogAPI.listCategories, query: PageQuery(limit: 1))
            #expect(list.count == 2 && list.results.map(\.id) == [desks] && list.next != nil)
        }
    }

    @Test("Names are unique in any case, slugs as they are")
    func duplicates() async throws {
        try await CatalogShop.open { shop in
            _ = try await shop.category("Größe")
            let name = try await shop.refusal { _ = try await shop.category("GRÖßE") }
            #expect(name?.code == "duplicate" && name?.places == ["/name"])
            let slug = try await shop.refusal {
                _ = try await shop.tester.call(
                    CatalogAPI.createCategory, body: NewCategory(name: "Other", slug: "grosse"), as: shop.staff)
            }
            #expect(slug?.code == "duplicate" && slug?.places == ["/slug"])
        }
    }

    @Test("A category cannot stand below itself, nor below one that is not there")
    func cycles() async throws {
        try await CatalogShop.open { shop in
            let top = try await shop.category("Top")
            let middle = try await shop.category("Middle", below: top)
            let low = try await shop.category("Low", below: middle)
            for parent in [top, low, CategoryID(99)] {
                let problem = try await shop.refusal {
                    _ = try await shop.tester.call(
                        CatalogAPI.changeCategory, path: ByCategory(id: top),
                        body: CategoryChange(parentID: .value(parent)), as: shop.staff)
                }
                #expect(problem?.places == ["/parent_id"])
            }
            let freed = try await shop.tester.call(
                CatalogAPI.changeCategory, path: ByCategory(id: low), body: CategoryChange(parentID: .null),
                as: shop.staff)
            #expect(freed.parentID == nil)
        }
    }

    @Test("Only an empty category can be deleted")
    func delete() async throws {
        try await CatalogShop.open { shop in
            let top = try await shop.category("Top")
            let low = try await shop.category("Low", below: top)
            _ = try await shop.product(in: low)
            for id in [top, low] {
                let problem = try await shop.refusal {
                    _ = try await shop.tester.call(CatalogAPI.deleteCategory, path: ByCategory(id: id), as: shop.staff)
                }
                #expect(problem?.code == "in_use")
            }
            let empty = try await shop.category("Empty")
            _ = try await shop.tester.call(CatalogAPI.deleteCategory, path: ByCategory(id: empty), as: shop.staff)
            #expect(
                try await shop.refusal {
                    _ = try await shop.tester.call(CatalogAPI.category, path: ByCategory(id: empty))
                }?.status == .notFound)
        }
    }

    @Test("PUT replaces and keeps the slug; a stale tag is refused")
    func replace() async throws {
        try await CatalogShop.open { shop in
            let id = try await shop.category("Desks")
            let target = "/api/v1/categories/\(id)/"
            let tag = try #require(try await shop.tester.send(.get, target).fields[.etag])
            let first = try await shop.tester.send(
                .put, target, json: #"{"name": "Tables"}"#, fields: [.ifMatch: tag], as: shop.staff)
            #expect(first.status == .ok)
            #expect(try await first.json["slug"]?.stringValue == "desks")
            let second = try await shop.tester.send(
                .put, target, json: #"{"name": "Chairs"}"#, fields: [.ifMatch: tag], as: shop.staff)
            #expect(second.status == .preconditionFailed)
        }
    }
}
