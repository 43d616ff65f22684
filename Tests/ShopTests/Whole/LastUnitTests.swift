import HTTP
import JSON
import Testing

@Suite("Many buyers at once")
struct LastUnitTests {
    @Test("The last unit goes to exactly one of 64 buyers")
    func lastUnit() async throws {
        try await withWholeShop { shop in
            let product = try await shop.newProduct(stock: 1)
            let buyers = try await shop.together(64) { _ in try await shop.newPerson() }
            let answers = try await shop.together(64) { number in
                try await shop.send(.post, "orders/", WholeShop.order([(product, 1)]), as: .user(buyers[number]))
            }
            #expect(answers.count { $0.status == 201 } == 1)
            let losers = answers.filter { $0.status == 409 && $0.code == "insufficient_stock" }
            #expect(losers.count == 63, "\(answers.filter { $0.status != 201 && $0.status != 409 })")
            #expect(losers.allSatisfy { $0["order_id"].intValue != nil })
            let stock = try await shop.stock(of: product)
            #expect(stock == 0)
            let confirmed = try await shop.send(.get, "orders/?status=confirmed", as: .user(shop.admin))
            #expect(confirmed["count"] == 1)
        }
    }

    @Test("The last unit goes to exactly one of 64 carts")
    func lastUnitFromCarts() async throws {
        try await withWholeShop { shop in
            let product = try await shop.newProduct(stock: 1)
            let buyers = try await shop.together(64) { _ in
                let buyer = try await shop.newPerson()
                try await shop.put(of: product, inCartOf: .user(buyer))
                return buyer
            }
            let answers = try await shop.together(64) { number in
                try await shop.send(
                    .post, "cart/checkout/", ["shipping_address": "1 Harbour Road"], as: .user(buyers[number]))
            }
            #expect(answers.count { $0.status == 201 } == 1)
            #expect(
                answers.count { $0.status == 409 && $0.code == "insufficient_stock" } == 63,
                "\(answers.filter { $0.status != 201 && $0.status != 409 })")
        }
    }

    @Test("Orders that want the same goods in opposite order do not stand in each other's way")
    func oppositeOrder() async throws {
        try await withWholeShop { shop in
            let (lamp, rug) = (try await shop.newProduct(stock: 100), try await shop.newProduct(stock: 100))
            let buyer = try await shop.newPerson()
            let answers = try await shop.together(60) { number in
                let lines = [(lamp, 1), (rug, 1)]
                return try await shop.send(
                    .post, "orders/", WholeShop.order(number.isMultiple(of: 2) ? lines : lines.reversed()),
                    as: .user(buyer))
            }
            #expect(answers.allSatisfy { $0.status == 201 })
            let left = [try await shop.stock(of: lamp), try await shop.stock(of: rug)]
            #expect(left == [40, 40])
        }
    }
}
