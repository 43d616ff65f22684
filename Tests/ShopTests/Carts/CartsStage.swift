import Contracts
import Endpoints
import FoundationEssentials
import HTTP
import JSON
import Messaging
import Observability
import SQL
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Carts

/// The carts with a catalog and orders that are tables in memory, and the people who shop.
struct CartsStage: Sendable {
    let carts: Carts
    let shop: ServiceTester
    let catalog: GoodsForCarts
    let orders: FakeOrders
    let catalogPeer: SwitchablePeer
    let ordersPeer: SwitchablePeer
    let clock: ManualClock
    let database: any Database

    static let anna = UserID(rawValue: .version7(at: Timestamp(seconds: 1)))
    static let bert = UserID(rawValue: .version7(at: Timestamp(seconds: 2)))
    static let tea = ProductID(1)
    static let pot = ProductID(2)
    static let cup = ProductID(3)

    /// Tea at 10.00, a pot at 25.50, cups at 4.20; ten of each. The invariants are checked at the end.
    static func run(_ body: (CartsStage) async throws -> Void) async throws {
        try await withDatabase(Carts.migrations) { database, _ in
            let stage = try CartsStage(database)
            stage.catalog.put(tea, "Tea", price: "10.00")
            stage.catalog.put(pot, "Pot", price: "25.50")
            stage.catalog.put(cup, "Cup", price: "4.20")
            try await body(stage)
            #expect(try await CartsInvariants.violations(database) == [])
        }
    }

    private init(_ database: any Database) throws {
        let catalog = GoodsForCarts()
        let orders = FakeOrders(catalog)
        let clock = ManualClock()
        catalogPeer = try SwitchablePeer("catalog") { Route(CatalogAPI.peerProducts, catalog.list) }
        ordersPeer = try SwitchablePeer("orders") { Route(OrdersAPI.checkout, orders.checkout) }
        carts = Carts(
            database: database, catalog: StubPeer.client("catalog", over: catalogPeer),
            orders: StubPeer.client("orders", over: ordersPeer), currency: .usd, clock: clock.wallClock)
        shop = try ServiceTester(carts)
        (self.catalog, self.orders, self.clock, self.database) = (catalog, orders, clock, database)
    }

    // MARK: What people do

    func cart(as user: UserID? = nil, token: String? = nil) async throws -> CartView {
        try await ask(EndpointCall(CartsAPI.cart), user, token)
    }

    @discardableResult
    func add(
        _ product: ProductID, _ quantity: Int? = nil, as user: UserID? = nil, token: String? = nil
    ) async throws -> CartView {
        let body = CartAddition(productID: product, quantity: quantity)
        return try await ask(EndpointCall(CartsAPI.add, body: body), user, token)
    }

    @discardableResult
    func set(_ product: ProductID, to quantity: Int, as user: UserID? = nil, token: String? = nil) async throws
        -> CartView
    {
        try await ask(
            EndpointCall(
                CartsAPI.setQuantity, path: ByCartItem(productID: product), body: CartQuantity(quantity: quantity)),
            user, token)
    }

    @discardableResult
    func remove(_ product: ProductID, as user: UserID? = nil, token: String? = nil) async throws -> CartView {
        try await ask(EndpointCall(CartsAPI.removeItem, path: ByCartItem(productID: product)), user, token)
    }

    func clear(as user: UserID? = nil, token: String? = nil) async throws {
        _ = try await ask(EndpointCall(CartsAPI.clear), user, token)
    }

    @discardableResult
    func merge(_ token: String, into user: UserID) async throws -> CartView {
        try await ask(EndpointCall(CartsAPI.merge, body: CartMerge(cartToken: Secret(token))), user, nil)
    }

    @discardableResult
    func checkout(
        as user: UserID = anna, to address: String = "1 Quay", expecting total: String? = nil, key: String? = nil
    ) async throws -> OrderView {
        try await shop.call(
            CartsAPI.checkout, body: Checkout(shippingAddress: address, expectedTotal: total.flatMap { Money($0) }),
            key: key, as: .user(user))
    }

    private func ask<Output>(_ call: EndpointCall<Output>, _ user: UserID?, _ token: String?) async throws -> Output {
        var request = call.request
        if let token { request.fields["X-Cart-Token"] = token }
        return try await call.output(of: await shop.send(request, as: user.map { .user($0) } ?? .anyone))
    }

    // MARK: What they find

    /// The cart without prices.
    func contents(as user: UserID? = nil, token: String? = nil) async throws -> [ProductID: Int] {
        let items = try await cart(as: user, token: token).items
        return Dictionary(items.map { ($0.productID, $0.quantity) }) { first, _ in first }
    }

    func count(_ query: Query) async throws -> Int { try await database.scalar(query) ?? 0 }

    func hear(_ event: UserClosed) async throws {
        let envelope = EventEnvelope(
            id: .version7(at: clock.now), type: UserClosed.type, source: "accounts", time: clock.now,
            subject: event.subject, data: try JSONEncoding.value(of: event))
        try await EventConsumer(queue: "carts", subscriptions: carts.subscriptions, database: database).handle(envelope)
    }
}

/// The problem that a call is refused with.
func refusal<Answer>(_ call: () async throws -> Answer) async throws -> Problem {
    do {
        throw Unrefused(answer: "\(try await call())")
    } catch let problem as Problem {
        return problem
    }
}

/// Expects that a call is refused with this code, and for this field if one is given.
///
/// The call is a closure of its own, not one inside of `#expect`: closures of expanded macros can be taken for others of
/// the same function.
func expectRefusal<Answer>(
    _ code: String, at pointer: String? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    _ call: () async throws -> Answer
) async throws {
    let problem = try await refusal(call)
    #expect(problem.code == code, sourceLocation: sourceLocation)
    if let pointer { #expect(problem.pointers == [pointer], sourceLocation: sourceLocation) }
}

/// A call that had to be refused was not.
struct Unrefused: Error {
    let answer: String
}

extension Problem {
    subscript(_ name: String) -> JSONValue? { extensions.first { $0.name == name }?.value }
}
