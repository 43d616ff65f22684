import EventLoops
import FoundationEssentials
import JSON
import Messaging
import SQL
import TestSupport
import Testing
import Values

@Suite("A consumer's effect happens once")
struct EventConsumerTests {
    private func envelope(_ stage: MessagingStage, type: String = ReviewPosted.type) -> EventEnvelope {
        EventEnvelope(
            id: .version7(at: stage.clock.now), type: type, source: "reviews", time: stage.clock.now, subject: "1",
            data: ["product_id": 1, "rating": 5, "added_later": true])
    }

    @Test("a handler that fails leaves no trace and may try again", arguments: DatabaseEngine.all)
    func fails(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let (event, consumer) = (envelope(stage), stage.consumer())
            stage.poison.withLock { $0 = [1] }
            await #expect(throws: MessagingStage.Broken.self) { try await consumer.handle(event) }
            #expect(try await stage.catalog.scalar("select count(*) from souk_inbox") == 0)
            stage.poison.withLock { $0 = [] }
            try await consumer.handle(event)
            try await consumer.handle(event)
            #expect(try await stage.ratings() == [1])
        }
    }

    @Test("the same event at the same time has one effect", arguments: DatabaseEngine.all)
    func race(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let (event, consumer) = (envelope(stage), stage.consumer())
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<16 { group.addTask { try await consumer.handle(event) } }
                try await group.waitForAll()
            }
            #expect(try await stage.ratings() == [1])
        }
    }

    @Test("events of other types are passed over", arguments: DatabaseEngine.all)
    func others(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            try await stage.consumer().handle(envelope(stage, type: "order.placed"))
            #expect(try await stage.ratings().isEmpty)
        }
    }

    @Test("what has to be asked elsewhere is asked before the transaction", arguments: DatabaseEngine.all)
    func prepares(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let asked = Tally()
            let consumer = EventConsumer(
                queue: "asking",
                subscriptions: [
                    On(
                        ReviewPosted.self,
                        preparing: { event, _ in
                            await Task.yield()
                            asked.add()
                            return event.rating * 10
                        },
                        { event, rating, transaction in
                            try await transaction.execute(
                                "insert into ratings (product_id, rating) values (\(event.productID), \(rating))")
                        })
                ],
                database: stage.catalog, clock: stage.clock.wallClock)
            let event = envelope(stage)
            try await consumer.handle(event)
            try await consumer.handle(event)
            #expect(asked.value == 1)
            #expect(try await stage.catalog.scalar("select rating from ratings") == 50)
        }
    }

    @Test("a queue has one consumer", arguments: DatabaseEngine.all)
    func oneConsumer(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            await #expect(throws: QueueIsTaken.self) { try await stage.consumer().subscribe(to: stage.broker) }
        }
    }
}
