import Contracts
import Endpoints
import FoundationEssentials
import HTTP
import Messaging
import Observability
import SQL
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Orders

/// The orders service on its own database, with a catalog and accounts that do what a test tells them.
struct OrdersStage: Sendable {
    let database: any Database
    let service: Orders
    let shop: ServiceTester
    let catalog: FakeCatalog
    let line: CatalogLine
    let clock: ManualClock

    static let anna = UserID(UUID.version7(at: Timestamp(seconds: 1_700_000_000)))
    static let bert = UserID(UUID.version7(at: Timestamp(seconds: 1_700_000_001)))
    static let sara = UserID(UUID.version7(at: Timestamp(seconds: 1_700_000_002)))
    static let vera = UserID(UUID.version7(at: Timestamp(seconds: 1_700_000_003)))
    static let buyer = TestCaller.user(anna)
    static let otherBuyer = TestCaller.user(bert)
    static let staff = TestCaller.user(sara, role: "staff")
    static let seller = TestCaller.user(vera, role: "seller")

    /// A lamp (1) at 19.99, ten of them; a chair (2) at 45.00, five of them, Vera's.
    static func run(_ body: (OrdersStage) async throws -> Void) async throws {
        try await withDatabase(Orders.migrations) { database, _ in
            let stage = try OrdersStage(on: database)
            // A test's hook may hold the stage that holds the hook.
            defer {
                stage.line.before(nil)
                stage.line.after(nil)
            }
            try await body(stage)
        }
    }

    init(
        on database: any Database, catalog: FakeCatalog = FakeCatalog(), clock: ManualClock = ManualClock()
    ) throws {
        self.database = database
        self.catalog = catalog
        self.clock = clock
        if catalog[1] == nil {
            catalog[1] = FakeCatalog.Goods(name: "Lamp", price: Money(minorUnits: 1999), onHand: 10)
            catalog[2] = FakeCatalog.Goods(
                name: "Chair", price: Money(minorUnits: 4500), onHand: 5, seller: Self.vera)
        }
        line = try CatalogLine(to: catalog)
        let accounts = try StubPeer.answering("accounts") {
            Route(AccountsAPI.accounts) { request in
                AccountList(users: request.query.ids.filter { $0 == Self.anna }.map(AccountView.init(anna:)))
            }
        }
        service = Orders(
            database: database, catalog: StubPeer.client("catalog", over: line), accounts: accounts, currency: .usd,
            clock: clock.wallClock)
        shop = try ServiceTester(service)
    }

    // MARK: Acting

    static func order(_ items: (product: Int, quantity: Int)...) -> NewOrder {
        NewOrder(
            shippingAddress: "1 Harbour Street",
            items: items.map { OrderLineRequest(productID: ProductID($0.product), quantity: $0.quantity) })
    }

    @discardableResult
    func place(
        _ order: NewOrder = OrdersStage.order((1, 2), (2, 1)), key: String? = nil, as caller: TestCaller = buyer
    ) async throws -> OrderView {
        try await shop.call(OrdersAPI.place, body: order, key: key, as: caller)
    }

    /// The problem that placing ends with.
    func refusal(
        _ order: NewOrder = OrdersStage.order((1, 2), (2, 1)), key: String? = nil, as caller: TestCaller = buyer
    ) async -> Problem? {
        await #expect(throws: Problem.self) { _ = try await place(order, key: key, as: caller) }
    }

    func read(_ id: OrderID, as caller: TestCaller = staff) async throws -> OrderView {
        try await shop.call(OrdersAPI.order, path: ByOrderID(id: id), as: caller)
    }

    @discardableResult
    func perform(_ command: Command, on id: OrderID, as caller: TestCaller = staff) async throws -> OrderView {
        let path = ByOrderID(id: id)
        return switch command {
        case .cancel: try await shop.call(OrdersAPI.cancel, path: path, as: caller)
        case .pack: try await shop.call(OrdersAPI.pack, path: path, body: OrderPacking(), as: caller)
        case .ship: try await shop.call(OrdersAPI.ship, path: path, as: caller)
        case .deliver: try await shop.call(OrdersAPI.deliver, path: path, as: caller)
        case .fail: try await shop.call(OrdersAPI.fail, path: path, body: OrderFailure(reason: "broken"), as: caller)
        }
    }

    enum Command: String, CaseIterable, Sendable {
        case cancel, pack, ship, deliver, fail

        var target: OrderStatus {
            switch self {
            case .cancel: .cancelled
            case .pack: .packed
            case .ship: .shipped
            case .deliver: .delivered
            case .fail: .failed
            }
        }
    }

    /// An order in the given state, brought there by the front door.
    func order(in status: OrderStatus) async throws -> OrderID {
        switch status {
        case .pending:
            line.mode = .away
            defer { line.mode = .up }
            _ = await refusal()
        case .rejected: _ = await refusal(Self.order((1, 1000)))
        default:
            let id = try await place().id
            let way: [Command] =
                switch status {
                case .packed: [.pack]
                case .shipped: [.pack, .ship]
                case .delivered: [.pack, .ship, .deliver]
                case .cancelled: [.cancel]
                case .failed: [.fail]
                case .pending, .confirmed, .rejected: []
                }
            for command in way { try await perform(command, on: id) }
        }
        return try #require(try await database.scalar("select max(id) from orders", as: OrderID.self))
    }

    /// Lets the time pass after which the sweeper takes an order up, and lets it.
    @discardableResult
    func sweepLater() async throws -> Int {
        clock.advance(by: .seconds(6))
        return try await service.sweeper.sweepOnce()
    }

    // MARK: Looking

    func count(_ table: String) async throws -> Int {
        try await database.scalar("select count(*) from \(unescaped: table)") ?? 0
    }

    /// The events of an order, in the order in which they were written.
    func events(of id: OrderID) async throws -> [String] {
        try await database.query(
            "select type from souk_outbox where subject = \("orders/\(id)") order by id"
        ) { try $0.get(at: 0) }
    }

    /// Everything that the tables say, to see that nothing has changed.
    func contents() async throws -> [String] {
        var contents: [String] = []
        for table in ["orders", "order_lines", "order_history", "idempotency_keys", "souk_outbox"] {
            let rows = try await database.query("select * from \(unescaped: table) order by 1")
            contents += rows.map { row in row.columns.names.map { "\(table).\($0)=\(row[$0] ?? .null)" }.joined() }
        }
        return contents
    }

    /// The invariants hold, of the orders, of the catalog and between the two, and every step has its event.
    func expectSound(_ location: SourceLocation = #_sourceLocation) async throws {
        let violations = try await OrdersInvariants.violations(database)
        #expect(violations == [], sourceLocation: location)
        #expect(catalog.isSound, sourceLocation: location)
        for holding in try await Orders.holdings(database) {
            let reservation = catalog.reservation(of: holding.orderID)
            let held = Dictionary(
                (reservation?.lines ?? []).map { ($0.productID, $0.quantity) }, uniquingKeysWith: +)
            let disagreement = holding.disagreement(with: reservation?.state, holding: held)
            #expect(disagreement == nil, sourceLocation: location)
            let history = try await read(holding.orderID).history.map(\.status.rawValue)
            let events = try await events(of: holding.orderID)
            let expected = history == ["pending"] ? [] : ["order.placed"] + history.dropFirst().map { "order.\($0)" }
            #expect(events == expected, sourceLocation: location)
        }
    }
}

extension AccountView {
    fileprivate init(anna id: UserID) {
        self.init(
            user: UserView(
                id: id, username: "anna", email: EmailAddress("anna@example.com")!, firstName: "Anna", lastName: "A",
                role: .buyer, isActive: true, emailVerified: true, dateJoined: Timestamp(seconds: 0)),
            phone: "", address: "", storeName: "", createdAt: Timestamp(seconds: 0),
            updatedAt: Timestamp(seconds: 0))
    }
}

extension Problem {
    /// A member that this kind of problem adds.
    subscript(member name: String) -> String? {
        extensions.first { $0.name == name }.map { "\($0.value)" }
    }
}
