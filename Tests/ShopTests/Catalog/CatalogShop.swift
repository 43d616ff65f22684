import Catalog
import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import HTTP
import JSON
import Messaging
import SQL
import ServiceTestSupport
import TestSupport
import Values

/// A catalog with a database of its own, and the people who use it.
struct CatalogShop: Sendable {
    static let ann = UserID(UUID(high: 0x0198_c0de_0000_7000, low: 0x8000_0000_0000_0001))
    static let bob = UserID(UUID(high: 0x0198_c0de_0000_7000, low: 0x8000_0000_0000_0002))

    let service: Catalog
    let tester: ServiceTester
    let database: any Database
    let loops: EventLoopGroup
    let clock: ManualClock

    let ann = TestCaller.user(Self.ann, role: "seller", name: "ann")
    let bob = TestCaller.user(Self.bob, role: "seller", name: "bob")
    let staff = TestCaller.user(UserID(UUID()), role: "staff")
    let buyer = TestCaller.user(UserID(UUID()), role: "buyer")
    let orders = TestCaller.service("orders")

    /// Opens a shop for a test.
    static func open(
        on engine: DatabaseEngine = .standard, loops: Int = 2, cache cacheEngine: CacheEngine = .ofColumn,
        wrapping wrap: @escaping (any Database) -> any Database = { $0 },
        _ body: (CatalogShop) async throws -> Void
    ) async throws {
        try await withDatabase(Catalog.migrations, engine: engine, loops: loops) { database, loops in
            let clock = ManualClock(Timestamp(seconds: 1_800_000_000))
            try await cacheEngine.withCache(on: loops, clock: clock.wallClock) { cache in
                let service = Catalog(
                    database: wrap(database), currency: .usd, cache: cache, clock: clock.wallClock)
                try await body(
                    CatalogShop(
                        service: service, tester: try ServiceTester(service), database: database, loops: loops,
                        clock: clock))
            }
            let violations = try await CatalogInvariants.violations(database)
            guard violations.isEmpty else { throw BrokenInvariants(violations: violations) }
        }
    }

    func category(_ name: String, below parent: CategoryID? = nil) async throws -> CategoryID {
        try await tester.call(
            CatalogAPI.createCategory, body: NewCategory(name: name, parentID: parent), as: staff
        ).id
    }

    /// A product in a category of its own, unless one is given.
    func product(
        _ name: String = "Walnut desk", _ description: String = "Made to last", price: String = "19.99",
        stock: Int = 0, in category: CategoryID? = nil, by seller: TestCaller? = nil
    ) async throws -> ProductID {
        let place: CategoryID =
            if let category { category } else { try await self.category("Category of \(name) \(UUID())") }
        let new = NewProduct(
            name: name, description: description, price: try money(price), categoryID: place, stockQuantity: stock)
        return try await tester.call(CatalogAPI.createProduct, body: new, as: seller ?? ann).id
    }

    func view(_ id: ProductID, as caller: TestCaller = .anyone) async throws -> ProductView {
        try await tester.call(CatalogAPI.product, path: ByProduct(id: id), as: caller)
    }

    func available(_ id: ProductID) async throws -> Int { try await view(id, as: staff).stockQuantity }

    func list(_ query: ProductQuery) async throws -> [String] {
        try await tester.call(CatalogAPI.listProducts, query: query).results.map(\.name)
    }

    func units(_ count: Int, of product: ProductID) async throws -> [StockUnitID] {
        var units: [StockUnitID] = []
        for number in 0..<count {
            units.append(
                try await tester.call(
                    CatalogAPI.addUnit, path: ByProduct(id: product), body: NewStockUnit(place: "A\(number)"),
                    as: staff
                ).id)
        }
        return units
    }

    @discardableResult
    func reserve(_ order: Int, _ lines: ReservationRequest.Line...) async throws -> ReservationView {
        try await tester.call(
            CatalogAPI.reserve, path: ByOrder(orderID: OrderID(order)), body: ReservationRequest(lines: lines),
            as: orders)
    }

    func release(_ order: Int) async throws {
        _ = try await tester.call(CatalogAPI.release, path: ByOrder(orderID: OrderID(order)), as: orders)
    }

    @discardableResult
    func pack(_ order: Int, _ units: [PackRequest.Line]? = nil) async throws -> ReservationView {
        try await tester.call(
            CatalogAPI.pack, path: ByOrder(orderID: OrderID(order)), body: PackRequest(units: units), as: orders)
    }

    @discardableResult
    func fulfil(_ order: Int) async throws -> ReservationView {
        try await tester.call(CatalogAPI.fulfil, path: ByOrder(orderID: OrderID(order)), as: orders)
    }

    /// Delivers an event to the catalog as the broker would.
    func deliver(_ event: some Event, id: UUID = UUID()) async throws {
        let consumer = EventConsumer(
            queue: Catalog.name, subscriptions: service.subscriptions, database: database, clock: clock.wallClock)
        try await consumer.handle(
            EventEnvelope(
                id: id, type: type(of: event).type, source: "test", time: clock.now, subject: event.subject,
                data: try JSONEncoding.value(of: event)))
    }

    /// The events that wait to be sent, oldest first.
    func told() async throws -> [String] {
        try await database.query("select type from souk_outbox order by id") { try $0.get(at: 0, as: String.self) }
    }

    /// Runs so many calls at the same time, spread over the loops.
    func atOnce<Result: Sendable>(
        _ count: Int, _ call: @escaping @Sendable (Int) async throws -> Result
    ) async -> [Swift.Result<Result, any Error>] {
        await withTaskGroup(of: Swift.Result<Result, any Error>.self) { group in
            for number in 0..<count {
                group.addTask(executorPreference: loops.loops[number % loops.loops.count]) {
                    do { return .success(try await call(number)) } catch { return .failure(error) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}

// What tests of the catalog are written with.
extension CatalogShop {
    struct BrokenInvariants: Error {
        let violations: [Violation]
    }

    func money(_ text: String) throws -> Money {
        guard let money = Money(decimal: text) else { throw Problem.malformed("no amount: \(text)") }
        return money
    }

    func line(_ product: ProductID, _ quantity: Int = 1, price: String? = nil) -> ReservationRequest.Line {
        ReservationRequest.Line(productID: product, quantity: quantity, price: price.flatMap { Money(decimal: $0) })
    }

    /// The problem that a call is refused with; nil if it is not refused.
    func refusal(_ call: () async throws -> Void) async throws -> Problem? {
        do {
            try await call()
            return nil
        } catch let problem as Problem {
            return problem
        }
    }

    func review(of product: ProductID, count: Int, total: Int, version: Int) -> ReviewPosted {
        ReviewPosted(
            ReviewEventData(
                reviewID: ReviewID(Self.ann.rawValue), productID: product, userID: Self.bob, rating: 5,
                reviewCount: count, ratingTotal: total, version: version))
    }

    func shipped(_ items: [(ProductID, Int)]) -> OrderShipped {
        OrderShipped(
            OrderEventData(
                orderID: OrderID(1), userID: Self.bob, status: .shipped, totalAmount: .zero, currency: .usd,
                items: items.map { product, quantity in
                    OrderEventData.Item(productID: product, productName: "", quantity: quantity, price: .zero)
                }))
    }
}

extension Problem {
    /// Where the mistakes are: pointers into the body, names of parameters.
    var places: [String] {
        errors.map { error in
            switch error.location {
            case .pointer(let text), .parameter(let text): text
            }
        }
    }
}
