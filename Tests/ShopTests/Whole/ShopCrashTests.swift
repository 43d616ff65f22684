import EventLoops
import HTTP
import JSON
import Observability
import TestSupport
import Testing
import Values

@Suite("A process that dies anywhere")
struct ShopCrashTests {
    /// Every place at which something is half done.
    static let places = [
        "orders.opened", "catalog.reserving", "orders.reserved", "orders.settled", "orders.refused",
        "orders.units_assigned", "orders.moved", "orders.catalog_told",
        "carts.checkout_opened", "carts.checkout_ordered", "carts.checkout_settled", "carts.checkout_refused",
        "outbox.after_claim", "outbox.after_publish", "notifications.sent",
        "accounts.mail_requested", "accounts.before_blank",
    ]

    @Test("What was begun is finished after a restart, and no acknowledged order is lost", arguments: places)
    func crash(place: String) async throws {
        // Places are reached several times in a story; the first two are different enough.
        for time in 1...2 {
            try await withShopPlace { databases, loops in
                let first = try await WholeShop.opened(in: databases, on: loops)
                var story = try await CrashStory(in: first)
                let isReached = try await story.runUntilCrash(at: place, time: time, in: first)
                #expect(isReached || time > 1, "nobody comes by \(place)")

                let second = try await first.restarted()
                do {
                    try await second.recover()
                    let violations = try await second.violations()
                    #expect(violations == [], "right after the recovery")
                    try await story.runToEnd(in: second)
                    try await second.recover()
                    try await story.expectEnd(in: second)
                } catch {
                    await second.close()
                    throw error
                }
                await second.close()
            }
        }
    }
}

/// A day in the shop, in steps that may each be repeated.
private struct CrashStory {
    private struct Step {
        let name: String
        /// Anything else is what a shop says that has just died.
        let success: Set<Int>
        let run: @Sendable (WholeShop) async throws -> ShopAnswer?
    }

    private let buyer: Person
    private let leaver: Person
    private let lamp: Int
    private let vase: Int
    private var steps: [Step] = []
    private var next = 0
    private let placed = Lock<[String: Int]>([:])

    init(in shop: WholeShop) async throws {
        buyer = try await shop.newPerson()
        leaver = try await shop.newPerson()
        lamp = try await shop.newProduct(stock: 10)
        vase = try await shop.newProduct(stock: 0)
        let copy = try await shop.newUnit(of: vase)
        // Not in the order of their numbers: whoever repeats the checkout does so in the same order.
        try await shop.put(1, of: vase, inCartOf: .user(buyer))
        shop.clock.advance(by: .milliseconds(1))
        try await shop.put(2, of: lamp, inCartOf: .user(buyer))
        try await shop.put(1, of: vase, inCartOf: .user(leaver))

        add("checkout", [201]) { [buyer, placed] shop in
            let answer = try await shop.send(
                .post, "cart/checkout/", ["shipping_address": "1 Harbour Road"], as: .user(buyer), key: "checkout")
            if answer.status == 201 { placed.withLock { $0["checkout"] = answer.id } }
            return answer
        }
        addMove("checkout", "pack") { [placed, buyer, vase] shop in
            let order = placed.withLock { $0["checkout"] ?? 0 }
            let view = try await shop.send(.get, "orders/\(order)/", as: .user(buyer))
            let line = view["items"].arrayValue?.first { $0["product_id"] == JSONValue(vase) }?["id"]?.intValue
            return ["units": ["\(line ?? 0)": [JSONValue(copy)]]]
        }
        addMove("checkout", "ship")
        addOrder("direct", of: lamp, by: buyer)
        addMove("direct", "cancel")
        addOrder("broken", of: lamp, by: buyer)
        addMove("broken", "fail") { _ in ["reason": "Broken on the shelf."] }
        add("refused order", [409]) { [lamp, buyer] shop in
            try await shop.send(.post, "orders/", WholeShop.order([(lamp, 99)]), as: .user(buyer), key: "refused")
        }
        add("refused checkout", [409]) { [leaver] shop in
            try await shop.send(
                .post, "cart/checkout/", ["shipping_address": "2 Hill Street"], as: .user(leaver), key: "checkout")
        }
        addMove("checkout", "deliver")
        add("reset", [202]) { [buyer] shop in
            try await shop.send(.post, "password/reset/", ["email": .string(buyer.email)])
        }
        add("close", [204, 401]) { [leaver] shop in
            try await shop.send(.delete, "users/\(leaver.id)/", as: .user(leaver))
        }
        add("settle", []) { shop in
            try await shop.settle()
            return nil
        }
    }

    /// - Returns: whether the place was reached that many times.
    mutating func runUntilCrash(at place: String, time: Int, in shop: WholeShop) async throws -> Bool {
        let passes = Tally()
        let points = FailPoints { reached in
            if reached == place { passes.add() }
            // A process that has died does nothing any more.
            if passes.value >= time { throw SimulatedCrash(place: reached) }
        }
        while next < steps.count {
            let step = steps[next]
            do {
                let answer = try await FailPoints.$injected.withValue(points) { try await step.run(shop) }
                if passes.value >= time { return true }
                try expect(step, answer)
            } catch is SimulatedCrash {
                return true
            }
            next += 1
        }
        return false
    }

    /// Repeats the step that was under way, and goes on from there.
    mutating func runToEnd(in shop: WholeShop) async throws {
        while next < steps.count {
            let step = steps[next]
            let answer = try await step.run(shop)
            // Done already: the step had taken effect when the process died.
            if answer?.code != "illegal_transition" { try expect(step, answer) }
            next += 1
        }
    }

    func expectEnd(in shop: WholeShop) async throws {
        let violations = try await shop.violations()
        #expect(violations == [])
        for (name, status) in [("checkout", "delivered"), ("direct", "cancelled"), ("broken", "failed")] {
            let order = placed.withLock { $0[name] ?? 0 }
            let view = try await shop.send(.get, "orders/\(order)/", as: .user(shop.admin))
            #expect(view["status"] == .string(status), "\(name): \(view)")
        }
        let pages = try await shop.send(.get, "orders/?limit=100", as: .user(shop.admin))
        let states = (pages["results"].arrayValue ?? []).compactMap { $0["status"]?.stringValue }.sorted()
        #expect(states == ["cancelled", "delivered", "failed", "rejected", "rejected"])
        let product = try await shop.send(.get, "products/\(lamp)/").expect(200)
        #expect(product["stock_quantity"] == 8 && product["sales_count"] == 2)
        let cart = try await shop.send(.get, "cart/", as: .user(buyer))
        #expect(cart["items"] == [])
        let mails = try await shop.send(.get, "emails/?limit=100", as: .user(shop.admin))
        let kinds = (mails["results"].arrayValue ?? []).filter { $0["recipient"] == .string(buyer.email) }
            .compactMap { $0["kind"]?.stringValue }.sorted()
        #expect(
            kinds.filter { $0.hasPrefix("order") } == [
                "order_cancelled", "order_confirmed", "order_confirmed", "order_confirmed", "order_delivered",
                "order_failed", "order_shipped",
            ])
        #expect(kinds.contains("password_reset"))
        let closed = try await shop.send(.get, "users/\(leaver.id)/", as: .user(shop.admin))
        #expect(closed["is_active"] != true && !"\(closed)".contains(leaver.email), "\(closed)")
    }

    private func expect(_ step: Step, _ answer: ShopAnswer?) throws {
        guard let answer else { return }
        guard step.success.contains(answer.status) else {
            throw UnexpectedAnswer(expected: step.success.first ?? 0, answer: answer)
        }
    }

    private mutating func add(
        _ name: String, _ success: Set<Int>, _ run: @escaping @Sendable (WholeShop) async throws -> ShopAnswer?
    ) {
        steps.append(Step(name: name, success: success, run: run))
    }

    private mutating func addOrder(_ name: String, of product: Int, by buyer: Person) {
        add(name, [201]) { [placed] shop in
            let answer = try await shop.send(
                .post, "orders/", WholeShop.order([(product, 1)]), as: .user(buyer), key: name)
            if answer.status == 201 { placed.withLock { $0[name] = answer.id } }
            return answer
        }
    }

    private mutating func addMove(
        _ name: String, _ step: String, body: @escaping @Sendable (WholeShop) async throws -> JSONValue? = { _ in nil }
    ) {
        add("\(name) \(step)", [200]) { [placed] shop in
            let order = placed.withLock { $0[name] ?? 0 }
            return try await shop.move(order, step, try await body(shop))
        }
    }
}
