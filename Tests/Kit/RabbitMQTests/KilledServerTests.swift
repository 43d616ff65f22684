import EventLoops
import Messaging
import Observability
import SQL
import TestSupport
import Testing

@testable import RabbitMQ

/// On a server of its own, beside the tests on the common one.
@Suite("A RabbitMQ that is killed", .enabled(if: isRabbitMQWanted, "there is a RabbitMQ in the column of servers only"))
struct KilledServerTests {
    private typealias ReviewPosted = RabbitMQTests.OutageTests.ReviewPosted

    // It is away for the seconds of its start. What a minute would add: pauses before the next connection grow to
    // ten seconds, of which this test does not wait. The relay goes on to look once a second, and the outbox has no
    // bound but the disk.
    @Test("What lay in it, what was on its way and what happened without it has its effect at last, and once")
    func killed() async throws {
        try await HeldServers.use("rabbitmq") { servers in
            try await RabbitStage.with(environment: servers.environment) { stage async throws in
                let migrations = MessagingMigrations.all + [RabbitMQTests.OutageTests.CreateRatings()]
                try await DatabaseEngine.sqlite.withDatabase(migrations) { database async throws in
                    try await killAmidEvents(servers, stage, database)
                }
            }
        }
    }

    private func killAmidEvents(
        _ servers: HeldServers, _ stage: RabbitStage, _ database: any Database
    ) async throws {
        let (deliveries, gate) = (Tally(), ShutdownSignal())
        let broker = try await stage.connectedBroker()
        try await servers.letRabbitMQRememberQueues()
        let consumer = EventConsumer(
            queue: "catalog",
            subscriptions: [
                On(
                    ReviewPosted.self,
                    preparing: { _, _ in
                        deliveries.add()
                        if deliveries.value > 100 { await gate.wait() }
                    },
                    { event, _, transaction in
                        try await transaction.execute(
                            "insert into ratings (product_id) values (\(event.productID))")
                    })
            ], database: database)
        try await consumer.subscribe(to: broker)
        let outbox = Outbox(source: "reviews")
        func post(_ products: Range<Int>) async throws {
            try await database.transaction { transaction in
                try await outbox.append(contentsOf: products.map { ReviewPosted(productID: $0) }, in: transaction)
            }
        }
        let relay = OutboxRelay(
            outbox, in: database, to: broker, logger: Logger(label: "test", level: .critical, handlers: []),
            metrics: MetricsRegistry())
        let running = stage.loops.loops[1].spawn { await relay.run() }

        try await post(0..<400)
        try await eventually("all are confirmed") { try await sent(database) == 400 }
        // Some have had their effect, some are in work, and most have not been delivered.
        #expect(try await ratings(database) < 200)
        // These are published as it dies.
        try await post(400..<1_800)
        try await eventually("some are confirmed") { try await sent(database) > 420 }
        try await servers.kill("rabbitmq")
        #expect(try await sent(database) < 1_800, "it died too late")
        gate.raise()
        try await eventually("nothing is published") { broker.refusal != nil }
        for number in 1_800..<2_000 { try await post(number..<number + 1) }
        #expect(try await OutboxStatus(of: database).dead == 0)
        try await servers.start("rabbitmq")

        try await eventually("all have had their effect", within: 30) { try await ratings(database) == 2_000 }
        try await eventually("all are fetched") { try stage.ready() == 0 }
        await relay.stop()
        await running.value
        await broker.stop()
        #expect(try await database.scalar("select count(distinct product_id) from ratings") == 2_000)
        #expect(try await ratings(database) == 2_000)
        let status = try await OutboxStatus(of: database)
        #expect((status.pending, status.dead) == (0, 0))
        // In the queue there may be copies again, which it had fetched and not begun when it stopped.
        #expect(try stage.deadLetters() == 0)
    }

    private func sent(_ database: any Database) async throws -> Int {
        try await database.scalar("select count(*) from souk_outbox where status = 'sent'") ?? 0
    }

    private func ratings(_ database: any Database) async throws -> Int {
        try await database.scalar("select count(*) from ratings") ?? 0
    }
}
