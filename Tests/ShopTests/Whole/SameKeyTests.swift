import HTTP
import JSON
import Testing

@Suite("One key, many times")
struct SameKeyTests {
    @Test("One key 50 times at once places one order")
    func order() async throws {
        try await withWholeShop { shop in
            let product = try await shop.newProduct(stock: 100)
            let buyer = try await shop.newPerson()
            let answers = try await shop.together(50) { _ in
                try await shop.send(
                    .post, "orders/", WholeShop.order([(product, 2)]), as: .user(buyer), key: "only-once")
            }
            try await expectOneOrder(answers, of: buyer, in: shop)
            let stock = try await shop.stock(of: product)
            #expect(stock == 98)
        }
    }

    @Test("One key 50 times at once checks a cart out once")
    func checkout() async throws {
        try await withWholeShop { shop in
            let product = try await shop.newProduct(stock: 100)
            let buyer = try await shop.newPerson()
            try await shop.put(2, of: product, inCartOf: .user(buyer))
            let body: JSONValue = ["shipping_address": "1 Harbour Road"]
            let answers = try await shop.together(50) { _ in
                try await shop.send(.post, "cart/checkout/", body, as: .user(buyer), key: "only-once")
            }
            try await expectOneOrder(answers, of: buyer, in: shop)
            let again = try await shop.send(.post, "cart/checkout/", body, as: .user(buyer), key: "only-once")
            #expect(again.status == 201 && again.fields[.idempotentReplayed] == "true")
            let cart = try await shop.send(.get, "cart/", as: .user(buyer))
            #expect(cart["items"] == [])
            let stock = try await shop.stock(of: product)
            #expect(stock == 98)
        }
    }

    @Test("A key that is used for something else is refused, and nothing is ordered")
    func otherBody() async throws {
        try await withWholeShop { shop in
            let product = try await shop.newProduct(stock: 100)
            let buyer = try await shop.newPerson()
            _ = try await shop.send(
                .post, "orders/", WholeShop.order([(product, 1)]), as: .user(buyer), key: "k"
            ).expect(201)
            let before = try await shop.contents()
            let answer = try await shop.send(
                .post, "orders/", WholeShop.order([(product, 2)]), as: .user(buyer), key: "k")
            #expect(answer.status == 422 && answer.code == "key_reused", "\(answer)")
            let changes = try await shop.contents().changes(since: before)
            #expect(changes == [])
        }
    }

    /// Each answer is that order, or says that it is being placed.
    private func expectOneOrder(_ answers: [ShopAnswer], of buyer: Person, in shop: WholeShop) async throws {
        let placed = answers.filter { $0.status == 201 }
        #expect(!placed.isEmpty)
        #expect(Set(placed.map(\.id)).count == 1)
        #expect(placed.count { $0.fields[.idempotentReplayed] == nil } <= 1)
        let others = answers.filter { $0.status != 201 }
        #expect(others.allSatisfy { $0.status == 409 && $0.code == "request_in_progress" }, "\(others)")
        let orders = try await shop.send(.get, "orders/", as: .user(buyer))
        #expect(orders["count"] == 1)
    }
}
