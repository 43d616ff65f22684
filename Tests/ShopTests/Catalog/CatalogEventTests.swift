import Contracts
import Endpoints
import FoundationEssentials
import HTTP
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Events that the catalog hears")
struct CatalogEventTests {
    @Test("Of the totals that reviews tell, the newest count, in whatever order they come")
    func newestRating() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            try await shop.deliver(shop.review(of: desk, count: 2, total: 7, version: 5))
            try await shop.deliver(shop.review(of: desk, count: 1, total: 3, version: 4))
            let view = try await shop.view(desk)
            #expect(view.reviewCount == 2)
            #expect(view.rating == 3.5)
        }
    }

    @Test("A shipment that is told twice counts once")
    func salesOnce() async throws {
        try await CatalogShop.open { shop in
            let (desk, lamp) = (try await shop.product("Desk"), try await shop.product("Lamp"))
            let id = UUID()
            try await shop.deliver(shop.shipped([(desk, 2), (lamp, 1)]), id: id)
            try await shop.deliver(shop.shipped([(desk, 2), (lamp, 1)]), id: id)
            #expect(try await shop.view(desk).salesCount == 2)
            #expect(try await shop.view(lamp).salesCount == 1)
        }
    }
}
