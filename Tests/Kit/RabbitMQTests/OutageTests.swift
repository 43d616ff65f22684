import EventLoops
import FoundationEssentials
import Glibc
import Messaging
import Observability
import SQL
import TestSupport
import Testing
import Values

@testable import RabbitMQ

extension RabbitMQTests {
    @Suite("A RabbitMQ that comes and goes")
    struct OutageTests {
        struct ReviewPosted: Event {
            static let type = "review.posted"
            var productID: Int
            var subject: String { "\(productID % 50)" }
        }

        struct CreateRatings: Migration {
            static let name = "001_create_ratings"

            func statements(_ dialect: Dialect) -> [Query] {
                ["create table ratings (id \(dialect.identityPrimaryKey), product_id \(dialect.integer))"]
            }
        }

        @Test(
            "Of 1,000 events under way none is lost when the connection is cut again and again, and each has its effect once",
            arguments: DatabaseEngine.all)
        func cut(engine: DatabaseEngine) async throws {
            try await RabbitStage.with { stage async throws in
                try await engine.withDatabase(MessagingMigrations.all + [CreateRatings()]) { database async throws in
                    let deliveries = Tally()
                    let broker = try stage.broker()
                    let consumer = EventConsumer(
                        queue: "catalog",
                        subscriptions: [
                            On(ReviewPosted.self) { event, _, transaction in
                                deliveries.add()
                                try await transaction.execute(
                                    "insert into ratings (product_id) values (\(event.productID))")
                            }
                        ],
                        database: database)
                    try await consumer.subscribe(to: broker)
                    let outbox = Outbox(source: "reviews")
                    var settings = RelaySettings()
                    settings.backOff.first = .milliseconds(10)
                    settings.pollInterval = .milliseconds(10)
                    let relay = OutboxRelay(
                        outbox, in: database, to: broker, settings: settings,
                        logger: Logger(label: "test", level: .critical, handlers: []), metrics: MetricsRegistry())
                    try await database.transaction { transaction in
                        try await outbox.append(
                            contentsOf: (0..<1_000).map { ReviewPosted(productID: $0) }, in: transaction)
                    }
                    let running = stage.loops.loops[1].spawn { await relay.run() }
                    for share in [100, 400, 700] {
                        try await eventually("some have had their effect") { deliveries.value >= share }
                        stage.proxy.cut()
                        try await Sleep.for(.milliseconds(30))
                        try stage.proxy.reopen()
                    }
                    let end = ContinuousClock.now + .seconds(60 * Patience.factor)
                    while try await database.scalar("select count(*) from ratings") != 1_000, .now < end {
                        try await Sleep.for(.milliseconds(20))
                    }
                    await relay.stop()
                    await running.value
                    #expect(try await database.scalar("select count(distinct product_id) from ratings") == 1_000)
                    #expect(try await database.scalar("select count(*) from ratings") == 1_000)
                    let status = try await OutboxStatus(of: database)
                    #expect((status.pending, status.dead) == (0, 0))
                    #expect(stage.proxy.connections >= 8)
                }
            }
        }

        @Test("Starting without a broker works: publishing fails at once, and all goes on when it is there")
        func startsAlone() async throws {
            try await RabbitStage.with { stage async throws in
                stage.proxy.cut()
                let broker = try stage.broker()
                let arrivals = Arrivals()
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { arrivals.add($0) }
                try await eventually("it has tried") { broker.refusal?.kind == "unreachable" }
                let error = await #expect(throws: RabbitMQError.self) { try await broker.publish(stage.event()) }
                #expect(error?.concernsAll == true)
                #expect(broker.consuming != .connected)
                try stage.proxy.reopen()
                try await eventually("it connects") { broker.publishing == .connected && broker.refusal == nil }
                try await broker.publish(stage.event())
                try await eventually("it arrives") { arrivals.count == 1 }
            }
        }

        @Test("An outage costs an event neither its place nor its attempts", arguments: DatabaseEngine.all)
        func keepsAttempts(engine: DatabaseEngine) async throws {
            try await RabbitStage.with { stage async throws in
                try await engine.withDatabase(MessagingMigrations.all) { database async throws in
                    stage.proxy.cut()
                    let broker = try stage.broker()
                    try await eventually("it has tried") { broker.refusal != nil }
                    let outbox = Outbox(source: "reviews")
                    var settings = RelaySettings()
                    settings.attempts = 1
                    let relay = OutboxRelay(
                        outbox, in: database, to: broker, settings: settings,
                        logger: Logger(label: "test", level: .critical, handlers: []), metrics: MetricsRegistry())
                    try await database.transaction { transaction in
                        _ = try await outbox.append(ReviewPosted(productID: 1), in: transaction)
                    }
                    for _ in 0..<3 {
                        #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 1, kept: 1))
                    }
                    try stage.proxy.reopen()
                    try await eventually("it connects") { broker.refusal == nil }
                    #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 1, sent: 1))
                }
            }
        }

        @Test("A wrong password is logged once, in clear words and without it; nothing is published")
        func wrongPassword() async throws {
            try await RabbitStage.with { stage async throws in
                _ = try await stage.connectedBroker()
                let broker = try stage.broker(password: "wr0ng-s3cret")
                try await eventually("it is refused") { broker.refusal?.kind == "refused" }
                let before = stage.proxy.connections
                try await eventually("it has tried again") { stage.proxy.connections >= before + 6 }
                await #expect(throws: RabbitMQError.self) { try await broker.publish(stage.event()) }
                let refusals = stage.log.entries.filter { $0.level == .error }
                // One for each connection.
                #expect(refusals.count == 2)
                #expect(refusals.allSatisfy { "\($0.message)".contains("refuses the user, the password") })
                #expect(!"\(stage.log.entries)".contains("wr0ng-s3cret"))
            }
        }

        @Test("A broker that says nothing any more is given up")
        func silence() async throws {
            try await RabbitStage.with({ $0.heartbeat = .seconds(1) }) { stage async throws in
                let broker = try await stage.connectedBroker()
                stage.proxy.holdAnswers(true)
                try await eventually("both connections are given up") {
                    broker.publishing != .connected && broker.consuming != .connected
                }
            }
        }

        @Test("A long run does not grow")
        func memory() async {
            // In a process of its own: other tests take memory in this one meanwhile.
            await #expect(processExitsWith: .success) {
                try await RabbitStage.with { stage async throws in
                    let broker = try await stage.connectedBroker()
                    let handled = Tally()
                    try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { _ in handled.add() }
                    try await broker.subscribe(queue: "mail", to: ["review.posted"]) { _ in handled.add() }
                    var sent = 0
                    func send(_ count: Int) async throws {
                        for _ in 0..<(count / 200) {
                            try await withThrowingTaskGroup(of: Void.self) { group in
                                for number in 0..<200 {
                                    group.addTask { try await broker.publish(stage.event(number)) }
                                }
                                try await group.waitForAll()
                            }
                        }
                        sent += count
                        try await eventually("all are handled", within: 60) { handled.value == 2 * sent }
                    }
                    try await send(2_000)
                    let before = OutageTests.residentKilobytes()
                    try await send(10_000)
                    let growth = OutageTests.residentKilobytes() - before
                    // Kept buffers would be some 600 bytes for each of 30,000 messages.
                    if !Patience.isInstrumented { #expect(growth < 8_000, "\(growth) kB") }
                }
            }
        }

        private static func residentKilobytes() -> Int {
            let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
            return (pages.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0) * sysconf(Int32(_SC_PAGESIZE)) / 1_024
        }
    }
}
