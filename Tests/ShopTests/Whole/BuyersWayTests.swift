import Contracts
import HTTP
import JSON
import Testing

@Suite("The whole way")
struct BuyersWayTests {
    @Test("From a guest's cart to a verified review")
    func wholeWay() async throws {
        try await withWholeShop { shop in
            let seller = try await shop.newPerson(.seller)
            let lamp = try await shop.newProduct(stock: 10, price: "12.50", by: seller)
            let vase = try await shop.newProduct(stock: 0, price: "99.99", by: seller)
            let copies = [try await shop.newUnit(of: vase), try await shop.newUnit(of: vase)]
            let buyer = try await shop.newPerson()

            // A guest fills a cart and takes it along.
            let token = try await shop.newGuest(with: lamp)
            try await shop.put(of: lamp, inCartOf: .guest(cartToken: token))
            try await shop.put(of: lamp, inCartOf: .user(buyer))
            try await shop.put(of: vase, inCartOf: .user(buyer))
            let cart = try await shop.send(.post, "cart/merge/", ["cart_token": .string(token)], as: .user(buyer))
                .expect(200)
            #expect(cart["total_amount"] == "137.49")

            // The total that the buyer has seen is the one that is ordered.
            let stale = try await checkout(buyer, expecting: "100.00", key: nil, in: shop)
            #expect(stale.status == 409 && stale.code == "price_changed")
            let order = try await checkout(buyer, expecting: "137.49", key: "mine", in: shop).expect(201)
            #expect(order["status"] == "confirmed" && order["total_amount"] == "137.49")
            let emptied = try await shop.send(.get, "cart/", as: .user(buyer))
            #expect(emptied["items"] == [])

            // The seller sees the lines, but not where they go.
            let selling = try await shop.send(.get, "orders/selling/", as: .user(seller)).expect(200)
            #expect(selling["results"][0]?["items"]?.arrayValue?.count == 2)
            #expect(!"\(selling)".contains("Harbour"))

            // Goods that are counted by units need one for the parcel.
            let vaseLine = order["items"].arrayValue?.first { $0["product_id"] == JSONValue(vase) }?["id"]?.intValue
            let line = try #require(vaseLine)
            let unpacked = try await shop.move(order.id, "pack", [:])
            #expect((400..<500).contains(unpacked.status), "\(unpacked)")
            let packing: JSONValue = ["units": ["\(line)": [JSONValue(copies[0])]]]
            for (step, body) in [("pack", packing), ("ship", nil), ("deliver", nil)] as [(String, JSONValue?)] {
                _ = try await shop.move(order.id, step, body).expect(200)
            }
            try await shop.settle()

            let units = try await shop.send(.get, "products/\(vase)/units/", as: .user(shop.admin)).expect(200)
            #expect(units["results"].arrayValue?.map { $0["state"] }.sorted() == ["available", "sold"])

            // Who has received it may say so.
            let review = try await shop.send(
                .post, "reviews/", ["product_id": JSONValue(lamp), "rating": 4, "comment": "Bright."],
                as: .user(buyer)
            ).expect(201)
            #expect(review["verified_purchase"] == true)
            try await shop.settle()
            let product = try await shop.send(.get, "products/\(lamp)/").expect(200)
            #expect(product["sales_count"] == 3 && product["stock_quantity"] == 7)
            #expect(product["review_count"] == 1 && product["rating"].doubleValue == 4)

            let kinds = try await kindsOfMails(to: buyer, in: shop)
            #expect(kinds == ["email_verification", "order_confirmed", "order_delivered", "order_shipped"])
        }
    }

    @Test("A cancelled order gives its goods back, once")
    func cancel() async throws {
        try await withWholeShop { shop in
            let product = try await shop.newProduct(stock: 5)
            let buyer = try await shop.newPerson()
            let order = try await shop.newOrder(of: product, quantity: 3, by: buyer)
            let held = try await shop.stock(of: product)
            #expect(held == 2)
            let answers = try await shop.together(8) { _ in
                try await shop.send(.post, "orders/\(order)/cancel/", as: .user(buyer))
            }
            #expect(answers.count { $0.status == 200 } == 1)
            #expect(answers.count { $0.status == 409 && $0.code == "illegal_transition" } == 7, "\(answers)")
            let free = try await shop.stock(of: product)
            #expect(free == 5)
            try await shop.settle()
            let kinds = try await kindsOfMails(to: buyer, in: shop)
            #expect(kinds == ["email_verification", "order_cancelled", "order_confirmed"])
        }
    }

    @Test("The link of a kept mail verifies an address, once")
    func verification() async throws {
        try await withWholeShop { shop in
            let buyer = try await shop.newPerson()
            try await shop.settle()
            let token = try await secret(after: "/email/verify/", to: buyer, in: shop)
            let body: JSONValue = ["token": .string(token)]
            _ = try await shop.send(.post, "email/verify/", body).expect(204)
            let me = try await shop.send(.get, "users/me/", as: .user(buyer)).expect(200)
            #expect(me["email_verified"] == true)
            let again = try await shop.send(.post, "email/verify/", body)
            #expect(again.status == 422, "\(again)")
        }
    }

    @Test("The link of a kept mail sets a new password, once, and ends all sessions")
    func reset() async throws {
        try await withWholeShop { shop in
            let buyer = try await shop.newPerson()
            func logIn(_ password: String) async throws -> ShopAnswer {
                try await shop.send(
                    .post, "token/", ["username": .string(buyer.name), "password": .string(password)])
            }
            let session = try await logIn(Person.password).expect(200)["refresh"]
            _ = try await shop.send(.post, "password/reset/", ["email": .string(buyer.email)]).expect(202)
            _ = try await shop.send(.post, "password/reset/", ["email": "nobody@example.org"]).expect(202)
            try await shop.settle()
            let token = try await secret(after: "/password/reset/", to: buyer, in: shop)
            let body: JSONValue = ["token": .string(token), "new_password": "two goats on the roof"]
            _ = try await shop.send(.post, "password/reset/confirm/", body).expect(204)
            let again = try await shop.send(.post, "password/reset/confirm/", body)
            #expect(again.status == 422, "\(again)")
            _ = try await logIn(Person.password).expect(401)
            _ = try await logIn("two goats on the roof").expect(200)
            _ = try await shop.send(.post, "token/refresh/", ["refresh": session]).expect(401)
        }
    }

    private func checkout(
        _ buyer: Person, expecting total: String, key: String?, in shop: WholeShop
    ) async throws -> ShopAnswer {
        try await shop.send(
            .post, "cart/checkout/",
            ["shipping_address": "1 Harbour Road", "expected_total": .string(total)], as: .user(buyer), key: key)
    }

    private func mails(to person: Person, in shop: WholeShop) async throws -> [JSONValue] {
        let answer = try await shop.send(.get, "emails/?limit=100", as: .user(shop.admin)).expect(200)
        return (answer["results"].arrayValue ?? []).filter { $0["recipient"] == .string(person.email) }
    }

    private func kindsOfMails(to person: Person, in shop: WholeShop) async throws -> [String] {
        try await mails(to: person, in: shop).compactMap { $0["kind"]?.stringValue }.sorted()
    }

    /// The secret at the end of the link in a mail, which development shows whole.
    private func secret(after path: String, to person: Person, in shop: WholeShop) async throws -> String {
        let texts = try await mails(to: person, in: shop).compactMap { $0["text"]?.stringValue }
        let text = try #require(texts.first { $0.contains(path) })
        let range = try #require(text.firstRange(of: path))
        return String(text[range.upperBound...].prefix { !$0.isWhitespace })
    }
}

extension [JSONValue?] {
    fileprivate func sorted() -> [String] { compactMap { $0?.stringValue }.sorted() }
}
