import Contracts
import Endpoints
import HTTP
import JSON
import Messaging
import ServiceKit
import Testing

@testable import Accounts
@testable import Carts
@testable import souk

@Suite("How the shop's databases are asked")
struct QueryPlanTests {
    /// Tables that stay small however large the shop is, and are read whole.
    private static let smallTables: Set<String> = ["categories"]

    @Test("Every route of every service finds its rows by an index", arguments: AccessMatrixTests.services)
    func routes(service: String) async throws {
        try await QueryLedger.withBazaar { bazaar, ledger in
            for route in try bazaar.shop.host(service).routes {
                let operation = route.description
                let visit = try Visit.of(operation)
                for who in Who.allCases where Verdict(operation, who, visit) == .allowed {
                    let call = try await visit.prepare(bazaar, who)
                    let host = operation.exposure == .internal ? service : "gateway"
                    let visitor = call.caller.map { Visitor.user($0) } ?? bazaar.visitor(who, at: host)
                    _ = try await bazaar.send(call, of: operation, as: visitor, to: host)
                }
            }
            try await expectIndices(ledger)
        }
    }

    @Test("Every list finds its page by an index, whatever it is filtered by, in every order, at any depth")
    func lists() async throws {
        try await QueryLedger.withBazaar { bazaar, ledger in
            for number in 1...3 {
                _ = try await bazaar.shop.newOrder(of: bazaar.product, by: bazaar.buyer)
                _ = try await bazaar.shop.newProduct(stock: number, in: bazaar.category, by: bazaar.seller)
            }
            try await bazaar.shop.settle()
            for (target, person) in Self.targets(bazaar) {
                let first = try await bazaar.shop.send(.get, target + "limit=1", as: .user(person)).expect(200)
                if let next = first["next"].stringValue {
                    let second = try await bazaar.shop.send(.get, next, as: .user(person)).expect(200)
                    let back = try #require(second["previous"].stringValue)
                    _ = try await bazaar.shop.send(.get, back, as: .user(person)).expect(200)
                }
                _ = try await bazaar.shop.send(.get, target + "offset=1", as: .user(person)).expect(200)
            }
            try await expectIndices(ledger)
        }
    }

    @Test("What works by itself, relays, sweepers and purges, finds its work by an index")
    func workers() async throws {
        try await QueryLedger.withBazaar { bazaar, ledger in
            _ = try await bazaar.shop.newOrder(of: bazaar.product, by: bazaar.buyer)
            try await bazaar.shop.recover()
            for service in bazaar.shop.shop.services {
                for case let sweeper as any Sweeper in service.workers { _ = try await sweeper.sweepOnce() }
                guard let outbox = service.outbox else { continue }
                let letters = DeadLetters(of: outbox, in: service.database)
                _ = try await letters.count()
                _ = try await letters.list()
                _ = try await letters.replayAll()
            }
            try await expectIndices(ledger)
        }
    }

    private func expectIndices(_ ledger: QueryLedger) async throws {
        let plans = try await ledger.takePlans()
        #expect(plans.count > 10)
        for plan in plans {
            let scanned = plan.scannedTables.filter { !Self.smallTables.contains($0) }
            #expect(scanned == [], "\(plan)")
        }
    }

    /// Every list with every filter, ready for another parameter, and who may see it.
    private static func targets(_ bazaar: Bazaar) -> [(String, Person)] {
        let staff = bazaar.staff
        var targets = products(bazaar).map { ("products/?\($0)", bazaar.buyer) }
        targets += [
            ("products/mine/?", bazaar.seller), ("categories/?", bazaar.buyer),
            ("products/\(bazaar.product)/units/?", staff), ("reviews/\(bazaar.product)/?", bazaar.buyer),
            ("sessions/?", bazaar.buyer), ("users/?", staff), ("users/?role=seller&", staff),
            ("users/?search=ann&", staff), ("users/?search=ann%20b&role=buyer&", staff),
            ("emails/?", staff), ("emails/?kind=order_confirmed&", staff), ("emails/?state=sent&", staff),
            ("emails/?kind=order_confirmed&state=sent&", staff),
            ("orders/?", bazaar.buyer), ("orders/?status=confirmed&", bazaar.buyer), ("orders/?", staff),
            ("orders/?status=confirmed&", staff), ("orders/?deleted=true&", staff),
            ("orders/?user_id=\(bazaar.buyer.id)&", staff),
            ("orders/?user_id=\(bazaar.buyer.id)&status=confirmed&", staff),
            ("orders/selling/?", bazaar.seller), ("orders/selling/?status=confirmed&", bazaar.seller),
        ]
        return targets
    }

    private static func products(_ bazaar: Bazaar) -> [String] {
        let filters = [
            "", "category=\(bazaar.category)&", "category=lamps&", "min_price=1.00&", "max_price=900.00&",
            "min_price=1.00&max_price=900.00&", "in_stock=true&", "in_stock=false&", "seller=\(bazaar.seller.id)&",
            "seller=\(bazaar.seller.id)&category=lamps&", "category=lamps&in_stock=true&min_price=1.00&",
            "search=lamp&", "search=la&", "search=lamp%20gi&", "search=-&", "search=lamp&in_stock=true&category=lamps&",
        ]
        return filters.flatMap { filter in
            ProductQuery.Ordering.allCases.map { "\(filter)ordering=\($0.rawValue)&" }
        }
    }
}
