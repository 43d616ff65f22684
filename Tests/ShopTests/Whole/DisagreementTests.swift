import HTTP
import JSON
import SQL
import TestSupport
import Testing

@testable import souk

@Suite("Services that do not agree")
struct DisagreementTests {
    struct Meddling: Sendable, CustomTestStringConvertible {
        let database: @Sendable (ShopDatabases) -> any Database
        let change: Query
        let found: String

        var testDescription: String { found }
    }

    @Test(
        "souk check finds where what one service says is not so in another",
        arguments: [
            Meddling(
                database: \.carts, change: "update checkouts set state = 'refused', order_id = null",
                found: "was refused, and its order 1 is confirmed"),
            Meddling(
                database: \.carts, change: "update checkouts set order_id = 77",
                found: "became order 77, and order 1 is of it"),
            Meddling(
                database: \.orders, change: "update orders set checkout_id = null",
                found: "became order 1, which does not exist"),
            Meddling(
                database: \.catalog, change: "update reservations set state = 'released'",
                found: "order 1 is confirmed, its reservation released"),
            Meddling(
                database: \.catalog, change: "update reservation_lines set quantity = quantity + 1",
                found: "order 1 is reserved with other lines than it has"),
            Meddling(
                database: \.orders, change: "delete from orders",
                found: "stock is held for order 1, which does not exist"),
            Meddling(
                database: \.catalog, change: "update products set review_count = 3, rating_total = 9",
                found: "shows 3 reviews of 9 stars, its reviews are 0 of 0"),
        ])
    func found(_ meddling: Meddling) async throws {
        try await withShopPlace { place, loops in
            let shop = try await WholeShop.opened(in: place, on: loops)
            do {
                let buyer = try await shop.newPerson()
                try await shop.put(2, of: try await shop.newProduct(stock: 10), inCartOf: .user(buyer))
                _ = try await shop.send(
                    .post, "cart/checkout/", ["shipping_address": "1 Harbour Road"], as: .user(buyer)
                ).expect(201)
                #expect(try await shop.violations() == [])
                try await meddling.database(shop.shop.databases).execute(meddling.change)
                let violations = try await shop.violations()
                #expect(violations.contains { $0.contains(meddling.found) }, "\(violations)")
            } catch {
                await shop.close()
                throw error
            }
            await shop.close()
        }
    }
}
