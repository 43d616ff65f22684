import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import HTTP
import HTTPClient
import Testing
import Values

/// Many people at once in one shop: buyers who order with keys and through carts, staff who move orders along, people
/// who come and go. All stop when the shop is gone.
struct BusyShop: Sendable {
    let shop: StockedShop
    let place: ShopPlace
    let ledger: OrderLedger

    /// Runs the crowd until the shop ends or `enough` says so.
    func run(until enough: @escaping @Sendable () -> Bool = { false }) async throws {
        let visitor = ShopVisitor(place)
        let admin = try await visitor.loggedIn("admin", StockedShop.adminPassword)
        var buyers: [(name: String, visitor: ShopVisitor)] = []
        for name in StockedShop.buyers {
            buyers.append((name, try await visitor.loggedIn(name, StockedShop.buyerPassword)))
        }
        await withTaskGroup { group in
            for buyer in buyers.dropLast() {
                group.addTask { await order(as: buyer.name, buyer.visitor, until: enough) }
            }
            if let last = buyers.last {
                group.addTask {
                    await goOn(until: enough) { try await fillCartAndCheckOut(last.visitor, admin, round: $0) }
                }
            }
            group.addTask { await goOn(until: enough) { try await moveAnOrder(admin, round: $0) } }
            group.addTask { await goOn(until: enough) { try await comeAndGo(visitor, round: $0) } }
        }
    }

    /// Only buyers who order with keys.
    func runBuyers(until enough: @escaping @Sendable () -> Bool = { false }) async throws {
        let visitor = ShopVisitor(place)
        var buyers: [(name: String, visitor: ShopVisitor)] = []
        for name in StockedShop.buyers {
            buyers.append((name, try await visitor.loggedIn(name, StockedShop.buyerPassword)))
        }
        await withTaskGroup { group in
            for buyer in buyers {
                group.addTask { await order(as: buyer.name, buyer.visitor, until: enough) }
            }
        }
    }

    /// Enough rounds for any fail point to be reached, not enough to run for ever.
    private static let rounds = 1...400

    private func order(as name: String, _ buyer: ShopVisitor, until enough: @Sendable () -> Bool) async {
        for round in Self.rounds where !enough() {
            let product =
                switch round % 10 {
                case 4, 8: shop.soldOut
                case 9: StockedShop.unknownProduct
                default: shop.goods[round % shop.goods.count]
                }
            let order = NewOrder(
                shippingAddress: "\(round) Spice Lane",
                items: [OrderLineRequest(productID: product, quantity: round % 3 + 1)])
            let key = UUID().uuidString
            let outcome = await Self.outcome(of: order, key: key, buyer)
            ledger.note(OrderLedger.Attempt(buyer: name, key: key, order: order, outcome: outcome))
            switch outcome {
            case .unknown, .unsent: return
            case .acknowledged, .refused: break
            }
        }
    }

    private static func outcome(of order: NewOrder, key: String, _ buyer: ShopVisitor) async -> OrderLedger.Outcome {
        do {
            let call = try EndpointCall(OrdersAPI.place, body: order, idempotencyKey: key)
            return .acknowledged(try await buyer.send(call).id)
        } catch let problem as Problem {
            return .refused(problem.code)
        } catch HTTPClientError.unreachable {
            return .unsent
        } catch {
            return .unknown("\(error)")
        }
    }

    /// Repeats until the shop does not answer any more. Its refusals are part of life.
    private func goOn(until enough: @Sendable () -> Bool, _ step: (Int) async throws -> Void) async {
        for round in Self.rounds where !enough() {
            do {
                try await step(round)
            } catch is Problem {
                continue
            } catch {
                return
            }
        }
    }

    private func fillCartAndCheckOut(_ buyer: ShopVisitor, _ admin: ShopVisitor, round: Int) async throws {
        // Every other time what lies in the cart is sold out when the buyer comes to pay.
        let isLate = round % 2 == 0
        let product = isLate ? shop.scarce : shop.goods[round % shop.goods.count]
        if isLate { try await setStock(of: product, to: 1, admin) }
        // Not in the order of their numbers, in which whoever finishes the checkout may look at them.
        let lines = Set([product, shop.goods[(round + 1) % shop.goods.count]]).sorted(by: >)
        for product in lines {
            _ = try await buyer.send(EndpointCall(CartsAPI.add, body: CartAddition(productID: product, quantity: 1)))
        }
        if isLate { try await setStock(of: product, to: 0, admin) }
        let checkout = Checkout(shippingAddress: "\(round) Cart Lane")
        let answer = try await buyer.ask(
            EndpointCall(CartsAPI.checkout, body: checkout, idempotencyKey: UUID().uuidString))
        if !answer.status.isSuccess { _ = try await buyer.send(EndpointCall(CartsAPI.clear)) }
    }

    private func setStock(of product: ProductID, to quantity: Int, _ admin: ShopVisitor) async throws {
        var change = ProductChange()
        change.stockQuantity = quantity
        _ = try await admin.send(
            EndpointCall(CatalogAPI.changeProduct, path: ByProduct(id: product), body: change))
    }

    private func moveAnOrder(_ admin: ShopVisitor, round: Int) async throws {
        let confirmed = try await admin.send(
            EndpointCall(OrdersAPI.listOrders, query: OrderQuery(status: .confirmed, limit: 1)))
        guard let order = confirmed.results.first else {
            try await Sleep.for(.milliseconds(10))
            return
        }
        let path = ByOrderID(id: order.id)
        if round % 2 == 0 {
            _ = try await admin.send(EndpointCall(OrdersAPI.cancel, path: path))
        } else {
            _ = try await admin.send(EndpointCall(OrdersAPI.pack, path: path, body: OrderPacking()))
            _ = try await admin.send(EndpointCall(OrdersAPI.ship, path: path))
        }
    }

    private func comeAndGo(_ visitor: ShopVisitor, round: Int) async throws {
        let name = "guest-\(UUID().uuidString.prefix(8).lowercased())"
        try await visitor.register(name, StockedShop.buyerPassword)
        let guest = try await visitor.loggedIn(name, StockedShop.buyerPassword)
        _ = try await guest.send(EndpointCall(AccountsAPI.closeOwnUser))
    }
}
