import Contracts
import EventLoops
import HTTP
import JSON
import SQL
import ServiceKit
import TestSupport
import Testing
import Values

@testable import souk

@Suite("A busy day")
struct RandomMixTests {
    /// To repeat a run that failed, put the seed that it printed here.
    static let seed = UInt64.random(in: .min ... .max)

    private static let workers = 12
    private static let stepsEach = 40
    private static let products = 20
    private static let stockEach = 25

    @Test("Whatever people do at the same time, every invariant holds", arguments: [seed])
    func mix(seed: UInt64) async throws {
        try await withWholeShop { shop in
            let seller = try await shop.newPerson(.seller)
            let category = try await shop.newCategory()
            var goods: [Int] = []
            for _ in 0..<Self.products {
                goods.append(try await shop.newProduct(stock: Self.stockEach, in: category, by: seller))
            }
            let (shelf, everyone) = (goods, try await shop.together(Self.workers) { _ in try await shop.newPerson() })
            let surprises = Lock<[String]>([])
            _ = try await shop.together(Self.workers + 1) { number in
                guard number < Self.workers else {
                    // Events are on their way all the while.
                    for _ in 0..<Self.stepsEach {
                        try await shop.settle()
                        try await Sleep.for(.milliseconds(5))
                    }
                    return
                }
                var day = Day(
                    shop: shop, buyer: everyone[number], seller: seller, goods: shelf,
                    chance: SplitMix64(seed: seed &+ UInt64(number)))
                try await day.shipOne()
                for _ in 0..<Self.stepsEach {
                    let answer = try await day.step()
                    // Refusals are part of the day; what nobody should ever see is not.
                    if !Day.expected.contains(answer.status) { surprises.withLock { $0.append("\(answer)") } }
                }
            }
            let unexpected = surprises.withLock { $0 }
            #expect(unexpected == [], "seed \(seed)")
            try await shop.recover()
            let violations = try await shop.violations()
            #expect(violations == [], "seed \(seed)")
            try await expectBooksBalance(goods, in: shop)
        }
    }

    /// What is there is what was there, less what was shipped: of goods whose stock nobody has edited.
    private func expectBooksBalance(_ goods: [Int], in shop: WholeShop) async throws {
        let shipped = try await shop.shop.databases.orders.query(
            """
            select product_id, sum(quantity) as pieces from order_lines
            where order_id in (select id from orders where status in ('shipped', 'delivered')) group by product_id
            """
        ) { row in (try row.get("product_id", as: Int.self), try row.get("pieces", as: Int.self)) }
        let pieces = Dictionary(uniqueKeysWithValues: shipped)
        let onHand = try await shop.shop.databases.catalog.query("select product_id, on_hand from stock") { row in
            (try row.get("product_id", as: Int.self), try row.get("on_hand", as: Int.self))
        }
        let left = Dictionary(uniqueKeysWithValues: onHand)
        for product in goods where !Day.isEdited(product, of: goods) {
            #expect(left[product] == Self.stockEach - (pieces[product] ?? 0), "product \(product)")
        }
        #expect(!pieces.isEmpty)
    }
}

/// What one buyer does, and what staff do with the orders meanwhile.
private struct Day {
    static let expected: Set<Int> = [200, 201, 204, 409, 412]

    let shop: WholeShop
    let buyer: Person
    let seller: Person
    let goods: [Int]
    var chance: SplitMix64
    private var orders: [Int] = []

    init(shop: WholeShop, buyer: Person, seller: Person, goods: [Int], chance: SplitMix64) {
        self.shop = shop
        self.buyer = buyer
        self.seller = seller
        self.goods = goods
        self.chance = chance
    }

    /// The stock of the first few is edited by their seller.
    static func isEdited(_ product: Int, of goods: [Int]) -> Bool { goods.prefix(5).contains(product) }

    /// One order goes all the way, whatever chance has in mind: with some seeds no other ever ships.
    mutating func shipOne() async throws {
        let plenty = goods.filter { !Self.isEdited($0, of: goods) }
        guard let product = plenty.randomElement(using: &chance) else { return }
        let order = try await shop.newOrder(of: product, by: buyer)
        _ = try await shop.move(order, "pack", [:]).expect(200)
        _ = try await shop.move(order, "ship").expect(200)
    }

    mutating func step() async throws -> ShopAnswer {
        let order = orders.randomElement(using: &chance)
        switch (Int.random(in: 0..<100, using: &chance), order) {
        case (0..<30, _): return try await place()
        case (30..<45, _): return try await checkout()
        case (45..<60, let order?):
            return try await shop.send(.post, "orders/\(order)/cancel/", as: .user(buyer))
        case (60..<90, let order?):
            let step = ["pack", "pack", "ship", "ship", "deliver", "fail"].randomElement(using: &chance) ?? "pack"
            let body: JSONValue? = step == "pack" ? [:] : step == "fail" ? ["reason": "Broken."] : nil
            return try await shop.move(order, step, body)
        default: return try await editStock()
        }
    }

    private mutating func place() async throws -> ShopAnswer {
        let wanted = goods.shuffled(using: &chance).prefix(Int.random(in: 1...3, using: &chance))
        let lines = wanted.map { ($0, Int.random(in: 1...4, using: &chance)) }
        let answer = try await shop.send(
            .post, "orders/", WholeShop.order(lines), as: .user(buyer), key: "order-\(chance.next())")
        if answer.status == 201 { orders.append(answer.id) }
        return answer
    }

    private mutating func checkout() async throws -> ShopAnswer {
        guard let product = goods.randomElement(using: &chance) else { return try await place() }
        let added = try await shop.send(
            .post, "cart/add/", ["product_id": JSONValue(product), "quantity": 2], as: .user(buyer))
        guard added.status == 200 else { return added }
        let answer = try await shop.send(
            .post, "cart/checkout/", ["shipping_address": "1 Harbour Road"], as: .user(buyer))
        if answer.status == 201 {
            orders.append(answer.id)
        } else {
            _ = try await shop.send(.delete, "cart/", as: .user(buyer))
        }
        return answer
    }

    private mutating func editStock() async throws -> ShopAnswer {
        let product = goods[Int.random(in: 0..<5, using: &chance)]
        let seen = try await shop.send(.get, "products/\(product)/").expect(200)
        return try await shop.send(
            .patch, "products/\(product)/", ["stock_quantity": JSONValue(Int.random(in: 0...30, using: &chance))],
            as: .user(seller), fields: [.ifMatch: seen.fields[.etag] ?? "*"])
    }
}
