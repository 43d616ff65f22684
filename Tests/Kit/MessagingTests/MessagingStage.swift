import EventLoops
import FoundationEssentials
import Messaging
import Observability
import SQL
import TestSupport
import Values

/// What the tests send about.
struct ReviewPosted: Event, Equatable {
    static let type = "review.posted"
    var productID: Int
    var rating: Int
    var subject: String { "\(productID)" }
}

struct CreateRatings: Migration {
    static let name = "001_create_ratings"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            "create table ratings (id \(dialect.identityPrimaryKey), product_id \(dialect.integer), rating \(dialect.integer))"
        ]
    }
}

/// Two services with a database each, a broker between them, and a clock that only a test moves.
struct MessagingStage: Sendable {
    struct Broken: Error {}

    let clock = ManualClock()
    let reviews: any Database
    let catalog: any Database
    let broker = InProcessBroker()
    let outbox: Outbox
    /// Product ids whose events the catalog cannot take.
    let poison = Lock<Set<Int>>([])
    /// Product ids for which the catalog is as if its database were away.
    let outage = Lock<Set<Int>>([])
    let deliveries = Tally()

    static func with(
        _ engine: DatabaseEngine, _ body: (MessagingStage) async throws -> Void
    ) async throws {
        try await engine.withDatabase(MessagingMigrations.all) { reviews async throws in
            try await engine.withDatabase(MessagingMigrations.all + [CreateRatings()]) { catalog async throws in
                let stage = MessagingStage(reviews: reviews, catalog: catalog)
                try await stage.consumer().subscribe(to: stage.broker)
                try await body(stage)
            }
        }
    }

    private init(reviews: any Database, catalog: any Database) {
        self.reviews = reviews
        self.catalog = catalog
        outbox = Outbox(source: "reviews", clock: clock.wallClock)
    }

    func consumer(queue: String = "catalog") -> EventConsumer {
        let (poison, outage, deliveries) = (poison, outage, deliveries)
        return EventConsumer(
            queue: queue,
            subscriptions: [
                On(ReviewPosted.self) { event, _, transaction in
                    deliveries.add()
                    if poison.withLock({ $0.contains(event.productID) }) { throw Broken() }
                    if outage.withLock({ $0.contains(event.productID) }) { throw SQLError(.connectionLost) }
                    try await transaction.execute(
                        "insert into ratings (product_id, rating) values (\(event.productID), \(event.rating))")
                }
            ],
            database: catalog, clock: clock.wallClock)
    }

    func relay(to other: (any Broker)? = nil, _ change: (inout RelaySettings) -> Void = { _ in }) -> OutboxRelay {
        var settings = RelaySettings()
        settings.attempts = 3
        settings.backOff.jitter = { 1 }
        change(&settings)
        return OutboxRelay(
            outbox, in: reviews, to: other ?? broker, settings: settings,
            logger: Logger(label: "test", level: .critical, handlers: []), metrics: MetricsRegistry())
    }

    @discardableResult
    func post(_ productID: Int, rating: Int = 5) async throws -> UUID {
        try await reviews.transaction { [outbox] transaction in
            try await outbox.append(ReviewPosted(productID: productID, rating: rating), in: transaction)
        }
    }

    func ratings() async throws -> [Int] {
        try await catalog.query("select product_id from ratings order by id") { try $0.get("product_id") }
    }
}

/// Hands events on, and lets a test look at each of them before or after.
struct WatchedBroker: Broker {
    let target: any Broker
    var before: @Sendable (EventEnvelope) async throws -> Void = { _ in }
    var after: @Sendable (EventEnvelope) async throws -> Void = { _ in }

    func publish(_ envelope: EventEnvelope) async throws {
        try await before(envelope)
        try await target.publish(envelope)
        try await after(envelope)
    }

    func subscribe(queue: String, to types: Set<String>, handler: @escaping Handler) async throws {
        try await target.subscribe(queue: queue, to: types, handler: handler)
    }
}
