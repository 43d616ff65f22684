import Contracts
import HTTP
import JSON
import Testing

@Suite("How often the databases are asked for what is long")
struct ManyLinesTests {
    @Test(
        "An order of forty lines asks no database more often than one of two, on all its ways",
        arguments: [false, true])
    func orders(countedByUnits: Bool) async throws {
        try await QueryLedger.withBazaar { bazaar, ledger in
            // The first time fills caches of what others know.
            _ = try await Self.wayOfAnOrder(of: 1, countedByUnits, bazaar, ledger)
            let few = try await Self.wayOfAnOrder(of: 2, countedByUnits, bazaar, ledger)
            let many = try await Self.wayOfAnOrder(of: 40, countedByUnits, bazaar, ledger)
            #expect(few == many)
            #expect(few.allSatisfy { $0.value > 0 })
        }
    }

    @Test("A cart of forty lines is checked out, and refused, with no more questions than one of two")
    func checkouts() async throws {
        try await QueryLedger.withBazaar { bazaar, ledger in
            _ = try await Self.checkout(of: 1, bazaar, ledger)
            let few = try await Self.checkout(of: 2, bazaar, ledger)
            let many = try await Self.checkout(of: 40, bazaar, ledger)
            #expect(few == many)
            #expect(few.allSatisfy { $0.value > 0 })
        }
    }

    @Test("Who is logged in forty times over asks no database more often than who is twice")
    func sessions() async throws {
        try await QueryLedger.withBazaar { bazaar, ledger in
            _ = try await Self.wayOfAUser(with: 1, bazaar, ledger)
            let few = try await Self.wayOfAUser(with: 2, bazaar, ledger)
            let many = try await Self.wayOfAUser(with: 40, bazaar, ledger)
            #expect(few == many)
            #expect(few.allSatisfy { $0.value > 0 })
        }
    }

    /// How many statements each step takes, of an order that arrives and of others that do not.
    private static func wayOfAnOrder(
        of count: Int, _ countedByUnits: Bool, _ bazaar: Bazaar, _ ledger: QueryLedger
    ) async throws -> [String: Int] {
        let shop = bazaar.shop
        var lines: [(product: Int, quantity: Int)] = []
        var units: [Int: Int] = [:]
        for _ in 0..<count {
            let product = try await bazaar.newProduct(stock: countedByUnits ? 0 : 2)
            if countedByUnits {
                units[product] = try await shop.newUnit(of: product)
                _ = try await shop.newUnit(of: product)
            }
            lines.append((product, 1))
        }
        let buyer = try await shop.newPerson()
        var asked: [String: Int] = [:]
        func step(_ name: String, _ work: () async throws -> Void) async throws {
            try await shop.settle()
            asked[name] = try await ledger.statements(during: work).count
        }
        var placed: ShopAnswer?
        try await step("place") {
            placed = try await shop.send(.post, "orders/", WholeShop.order(lines), as: .user(buyer)).expect(201)
        }
        let order = try #require(placed)
        try await step("read") { _ = try await shop.send(.get, "orders/\(order.id)/", as: .user(buyer)).expect(200) }
        var packing: JSONValue = [:]
        if countedByUnits {
            var chosen = JSONObject()
            for line in order["items"].arrayValue ?? [] {
                guard let product = line["product_id"]?.intValue, let unit = units[product] else { continue }
                chosen["\(line["id"]?.intValue ?? 0)"] = [JSONValue(unit)]
            }
            packing = ["units": .object(chosen)]
        }
        let body = packing
        try await step("pack") { _ = try await shop.move(order.id, "pack", body).expect(200) }
        try await step("ship") { _ = try await shop.move(order.id, "ship").expect(200) }
        try await step("deliver") { _ = try await shop.move(order.id, "deliver").expect(200) }
        for (name, ending) in [("cancel", nil), ("fail", ["reason": "Broken."])] as [(String, JSONValue?)] {
            let other = try await shop.send(.post, "orders/", WholeShop.order(lines), as: .user(buyer)).expect(201).id
            try await step(name) { _ = try await shop.move(other, name, ending).expect(200) }
        }
        try await step("refuse") {
            let tooMuch = WholeShop.order(lines.map { ($0.product, 90_000) })
            let refusal = try await shop.send(.post, "orders/", tooMuch, as: .user(buyer)).expect(409)
            #expect(refusal["lines"].arrayValue?.count == count)
        }
        return asked
    }

    private static func checkout(
        of count: Int, _ bazaar: Bazaar, _ ledger: QueryLedger
    ) async throws -> [String: Int] {
        let shop = bazaar.shop
        let wish: JSONValue = ["shipping_address": "1 Harbour Road"]
        var asked: [String: Int] = [:]
        for (name, status) in [("order", 201), ("refuse", 409)] {
            let buyer = try await shop.newPerson()
            var goods: [Int] = []
            for _ in 0..<count { goods.append(try await bazaar.newProduct(stock: 1)) }
            for product in goods { try await shop.put(of: product, inCartOf: .user(buyer)) }
            if status == 409 {
                // Somebody else was faster.
                _ = try await shop.send(
                    .post, "orders/", WholeShop.order(goods.map { ($0, 1) }), as: .user(bazaar.otherBuyer)
                ).expect(201)
            }
            try await shop.settle()
            asked[name] = try await ledger.statements {
                _ = try await shop.send(.post, "cart/checkout/", wish, as: .user(buyer)).expect(status)
            }.count
        }
        return asked
    }

    private static func wayOfAUser(
        with count: Int, _ bazaar: Bazaar, _ ledger: QueryLedger
    ) async throws -> [String: Int] {
        let shop = bazaar.shop
        let person = try await shop.newPerson()
        let credentials: JSONValue = ["username": .string(person.name), "password": .string(Person.password)]
        var refresh: JSONValue = .null
        for _ in 0..<count {
            refresh = try await shop.send(.post, "token/", credentials).expect(200)["refresh"]
        }
        let (last, change) = (
            refresh,
            ["current_password": .string(Person.password), "new_password": "three goats on the roof"] as JSONValue
        )
        var asked: [String: Int] = [:]
        func step(_ name: String, _ work: () async throws -> Void) async throws {
            try await shop.settle()
            asked[name] = try await ledger.statements(during: work).count
        }
        try await step("list") {
            let page = try await shop.send(.get, "sessions/?limit=50", as: .user(person)).expect(200)
            #expect(page["results"].arrayValue?.count == count)
        }
        try await step("log in") { _ = try await shop.send(.post, "token/", credentials).expect(200) }
        try await step("refresh") { _ = try await shop.send(.post, "token/refresh/", ["refresh": last]).expect(200) }
        try await step("reuse") { _ = try await shop.send(.post, "token/refresh/", ["refresh": last]).expect(401) }
        try await step("change the password") {
            _ = try await shop.send(.post, "password/change/", change, as: .user(person)).expect(204)
        }
        try await step("close") { _ = try await shop.send(.delete, "users/", as: .user(person)).expect(204) }
        return asked
    }
}
