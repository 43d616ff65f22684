import Contracts
import Endpoints
import HTTP
import JSON
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("What the catalog tells other services")
struct CatalogPeerTests {
    @Test("Products by id, disabled ones too, unknown ones left out")
    func products() async throws {
        try await CatalogShop.open { shop in
            let (desk, old) = (try await shop.product("Desk"), try await shop.product("Old"))
            _ = try await shop.tester.call(CatalogAPI.disableProduct, path: ByProduct(id: old), as: shop.ann)
            let found = try await shop.tester.call(
                CatalogAPI.peerProducts, query: ProductIDsQuery(ids: [old, ProductID(77), desk]), as: shop.orders)
            #expect(found.products.map(\.id) == [desk, old])
            #expect(found.products.map(\.isActive) == [true, false])
            #expect(
                try await shop.tester.call(CatalogAPI.peerProduct, path: ByProduct(id: desk), as: shop.orders).name
                    == "Desk")
            #expect(
                try await shop.refusal {
                    _ = try await shop.tester.call(
                        CatalogAPI.peerProduct, path: ByProduct(id: old), as: shop.orders)
                }?.status == .notFound)
            let many = ProductIDsQuery(ids: (1...101).map { ProductID($0) })
            #expect(
                try await shop.refusal {
                    _ = try await shop.tester.call(CatalogAPI.peerProducts, query: many, as: shop.orders)
                }?.places == ["ids"])
        }
    }

    @Test("Checking and updating stock")
    func stock() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product("Desk", price: "7.50", stock: 2)
            let verdict = try await shop.tester.call(
                CatalogAPI.checkStock, body: StockCheck(productID: desk), as: shop.orders)
            #expect(verdict.available && verdict.productName == "Desk" && verdict.stockQuantity == 2)
            #expect(
                try await shop.refusal {
                    _ = try await shop.tester.call(
                        CatalogAPI.checkStock, body: StockCheck(productID: desk, quantity: 3), as: shop.orders)
                }?.code == "insufficient_stock")
            #expect(
                try await shop.refusal {
                    _ = try await shop.tester.call(
                        CatalogAPI.checkStock, body: StockCheck(productID: ProductID(9)), as: shop.orders)
                }?.status == .notFound)

            func update(_ quantity: Int, _ operation: StockUpdate.Operation) async throws -> Int {
                try await shop.tester.call(
                    CatalogAPI.updateStock,
                    body: StockUpdate(productID: desk, quantity: quantity, operation: operation), as: shop.orders
                ).newStock
            }
            #expect(try await update(5, .increase) == 7)
            #expect(try await update(7, .decrease) == 0)
            #expect(try await shop.refusal { _ = try await update(1, .decrease) }?.code == "insufficient_stock")
            #expect(try await shop.refusal { _ = try await update(0, .increase) }?.places == ["/quantity"])
        }
    }
}
