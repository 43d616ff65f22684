import Contracts
import Endpoints
import EventLoops
import HTTP
import TestSupport
import Testing

/// After a crash and a restart: what was promised is there, each key tells its one outcome, nothing exists twice.
struct Reckoning: Sendable {
    let place: ShopPlace
    let ledger: OrderLedger

    func check() async throws {
        var visitors: [String: ShopVisitor] = [:]
        for name in StockedShop.buyers {
            visitors[name] = try await ShopVisitor(place).loggedIn(name, StockedShop.buyerPassword)
        }
        var orders: [String: Set<OrderID>] = [:]
        for attempt in ledger.attempts {
            let buyer = try #require(visitors[attempt.buyer])
            let first = try await replay(attempt, as: buyer)
            let second = try await replay(attempt, as: buyer)
            #expect(first == second, "the key \(attempt.key) told two outcomes")
            switch (attempt.outcome, first) {
            case (.acknowledged(let promised), .order(let id)):
                #expect(id == promised, "the key of order \(promised) tells of order \(id)")
            case (.acknowledged(let promised), .refusal(let code)):
                Issue.record("order \(promised) was acknowledged, its key now answers \(code)")
            case (.refused(let code), .refusal(let now)):
                #expect(code == now)
            case (.refused(let code), .order(let id)):
                let isDecision = ["insufficient_stock", "price_changed"].contains(code)
                #expect(!isDecision, "the key of order \(id) once told \(code)")
            case (.unknown, _), (.unsent, _): break
            }
            if case .order(let id) = first {
                #expect(
                    orders[attempt.buyer, default: []].insert(id).inserted, "two keys tell of one order, \(id)")
                let order = try await buyer.send(EndpointCall(OrdersAPI.order, path: ByOrderID(id: id)))
                #expect(order.status != .pending)
            }
        }
        for (name, buyer) in visitors where !(orders[name] ?? []).isEmpty {
            try await expectNoOthers(than: orders[name] ?? [], of: buyer)
        }
    }

    /// After an orderly end: no order is there whose buyer got no answer.
    func checkThatNothingWasDoneUnsaid() async throws {
        var promised: [String: Set<OrderID>] = [:]
        for attempt in ledger.attempts {
            if case .acknowledged(let id) = attempt.outcome { promised[attempt.buyer, default: []].insert(id) }
        }
        for name in StockedShop.buyers {
            let buyer = try await ShopVisitor(place).loggedIn(name, StockedShop.buyerPassword)
            for id in promised[name] ?? [] {
                #expect(
                    try await buyer.send(EndpointCall(OrdersAPI.order, path: ByOrderID(id: id))).status == .confirmed)
            }
            try await expectNoOthers(than: promised[name] ?? [], of: buyer)
        }
    }

    private enum Told: Equatable {
        case order(OrderID)
        case refusal(String)
    }

    /// Sends the same request again until the shop has made up its mind.
    private func replay(_ attempt: OrderLedger.Attempt, as buyer: ShopVisitor) async throws -> Told {
        let call = try EndpointCall(OrdersAPI.place, body: attempt.order, idempotencyKey: attempt.key)
        let limit = ContinuousClock.now + .seconds(30) * Patience.factor
        while true {
            do {
                return .order(try await buyer.send(call).id)
            } catch let problem as Problem where problem.code == ProblemCode.requestInProgress.name {
                // The sweeper takes it up when it is five seconds old.
                try #require(ContinuousClock.now < limit, "an order stays under way for ever")
                try await Sleep.for(.milliseconds(100))
            } catch let problem as Problem {
                return .refusal(problem.code)
            }
        }
    }

    /// A buyer has no order that no key tells of, except those that were refused.
    private func expectNoOthers(than known: Set<OrderID>, of buyer: ShopVisitor) async throws {
        var offset = 0
        while true {
            let page = try await buyer.send(
                EndpointCall(OrdersAPI.listOrders, query: OrderQuery(limit: 100, offset: offset)))
            for order in page.results where order.status != .rejected {
                #expect(
                    known.contains(order.id), "order \(order.id) is there twice, or nobody was told of it; \(refusals)")
            }
            if page.next == nil { return }
            offset += 100
        }
    }

    /// What the buyers were told instead of an order.
    private var refusals: Set<String> {
        Set(ledger.attempts.compactMap { if case .refused(let code) = $0.outcome { code } else { nil } })
    }

    /// The invariants over all databases, by `souk check`.
    static func expectInvariants(in place: ShopPlace) async throws {
        let check = try place.start("check")
        #expect(try await check.end() == .exited(0), "\(check.output)")
    }
}
