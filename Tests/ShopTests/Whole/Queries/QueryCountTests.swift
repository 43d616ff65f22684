import Contracts
import HTTP
import JSON
import Testing

@Suite("How often the shop's databases are asked")
struct QueryCountTests {
    @Test("A page of thirty asks no database more often than a page of two")
    func lists() async throws {
        try await QueryLedger.withBazaar { bazaar, ledger in
            let product = try await Self.fill(bazaar)
            let (buyer, staff) = (bazaar.buyer, bazaar.staff)
            let lists: [(String, Person)] = [
                ("products/?", buyer), ("products/?ordering=price&category=lamps&", buyer),
                ("products/?search=lamp&", buyer), ("products/?in_stock=true&ordering=rating&", buyer),
                ("products/mine/?", bazaar.seller), ("categories/?", buyer), ("products/\(product)/units/?", staff),
                ("reviews/\(bazaar.product)/?", buyer), ("orders/?", buyer), ("orders/?", staff),
                ("orders/selling/?", bazaar.seller), ("users/?", staff), ("users/?search=buyer&", staff),
                ("emails/?", staff),
            ]
            for (list, person) in lists {
                var asked: [Int: Int] = [:]
                for limit in [2, 30, 2, 30] {
                    // Twice: the first time fills caches of what others know.
                    let statements = try await ledger.statements {
                        let page = try await bazaar.shop.send(.get, "\(list)limit=\(limit)", as: .user(person))
                            .expect(200)
                        #expect(page["results"].arrayValue?.count == limit, "\(list)")
                    }
                    asked[limit] = statements.count
                }
                #expect(asked[2] == asked[30], "\(list)")
            }
        }
    }

    @Test("A cart of thirty lines asks no database more often than a cart of one")
    func carts() async throws {
        try await QueryLedger.withBazaar { bazaar, ledger in
            let few = try await bazaar.shop.newPerson()
            let many = try await bazaar.shop.newPerson()
            try await bazaar.shop.put(of: bazaar.product, inCartOf: .user(few))
            for _ in 0..<30 { try await bazaar.shop.put(of: try await bazaar.newProduct(), inCartOf: .user(many)) }
            var asked: [Int] = []
            for person in [few, many] {
                let statements = try await ledger.statements {
                    _ = try await bazaar.shop.send(.get, "cart/", as: .user(person)).expect(200)
                }
                asked.append(statements.count)
            }
            #expect(asked[0] == asked[1] && asked[0] > 0)
        }
    }

    /// Thirty of everything, and more.
    /// - Returns: a product with thirty units.
    private static func fill(_ bazaar: Bazaar) async throws -> Int {
        let shop = bazaar.shop
        let units = try await bazaar.newProduct(stock: 0)
        for _ in 0..<32 {
            _ = try await shop.newProduct(stock: 5, in: try await shop.newCategory(), by: bazaar.seller)
            _ = try await shop.newUnit(of: units)
            _ = try await shop.newOrder(of: bazaar.product, by: bazaar.buyer)
            let author = try await shop.newPerson()
            _ = try await shop.send(
                .post, "reviews/", ["product_id": JSONValue(bazaar.product), "rating": 4, "comment": "Bright."],
                as: .user(author)
            ).expect(201)
        }
        try await shop.settle()
        return units
    }
}
