import EventLoops
import FoundationEssentials
import JSON
import Messaging
import Observability
import SQL
import TestSupport
import Testing
import Values

@Suite("An event is sent if and only if its transaction committed")
struct OutboxTests {
    @Test("an event travels with all that belongs to it", arguments: DatabaseEngine.all)
    func travels(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let seen = Lock<[EventEnvelope]>([])
            try await stage.broker.subscribe(queue: "watcher", to: [ReviewPosted.type]) { envelope in
                seen.withLock { $0.append(envelope) }
            }
            let trace = TraceContext.generate()
            let id = try await TraceContext.$current.withValue(trace) { try await stage.post(7, rating: 4) }
            #expect(try await stage.relay().runOnce() == OutboxRelay.Round(claimed: 1, sent: 1))
            let envelope = try #require(seen.withLock { $0.first })
            #expect(envelope.id == id)
            #expect(envelope.type == "review.posted")
            #expect(envelope.source == "reviews")
            #expect(envelope.subject == "7")
            #expect(envelope.time == stage.clock.now)
            #expect(envelope.traceparent == trace.traceparent)
            #expect(try envelope.decode(ReviewPosted.self) == ReviewPosted(productID: 7, rating: 4))
            #expect(try JSONDecoding.decode(EventEnvelope.self, from: JSONEncoding.encode(envelope)) == envelope)
            #expect(try await stage.ratings() == [7])
        }
    }

    @Test("events that are added together take one statement, and go in their order", arguments: DatabaseEngine.all)
    func together(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let seen = Lock<[Int]>([])
            try await stage.broker.subscribe(queue: "watcher", to: [ReviewPosted.type]) { envelope in
                let rating = try envelope.decode(ReviewPosted.self).rating
                seen.withLock { $0.append(rating) }
            }
            let recorder = RecordingDatabase(stage.reviews)
            try await recorder.transaction { transaction in
                try await stage.outbox.append(contentsOf: [ReviewPosted](), in: transaction)
                try await stage.outbox.append(
                    contentsOf: (1...40).map { ReviewPosted(productID: 7, rating: $0) }, in: transaction)
            }
            #expect(recorder.takeStatements().count == 1)
            while try await stage.relay().runOnce().claimed > 0 {}
            #expect(seen.withLock { $0 } == Array(1...40))
        }
    }

    @Test("more events go together than an engine takes at a time, in their order", arguments: DatabaseEngine.all)
    func veryMany(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let recorder = RecordingDatabase(stage.reviews)
            try await recorder.transaction { transaction in
                try await stage.outbox.append(
                    contentsOf: (1...8_200).map { ReviewPosted(productID: $0, rating: 5) }, in: transaction)
            }
            #expect(recorder.takeStatements().count == 3)
            let subjects = try await stage.reviews.query("select subject from souk_outbox order by id") {
                try $0.get("subject", as: String.self)
            }
            #expect(subjects == (1...8_200).map(String.init))
        }
    }

    @Test("a transaction that fails sends nothing", arguments: DatabaseEngine.all)
    func rolledBack(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            try? await stage.reviews.transaction { transaction in
                try await stage.outbox.append(ReviewPosted(productID: 1, rating: 1), in: transaction)
                throw MessagingStage.Broken()
            }
            #expect(try await stage.relay().runOnce().claimed == 0)
            #expect(try await OutboxStatus(of: stage.reviews).pending == 0)
        }
    }

    @Test(
        "a crash before or after publishing loses nothing and doubles nothing",
        arguments: DatabaseEngine.all, ["outbox.after_claim", "outbox.after_publish"])
    func crash(engine: DatabaseEngine, place: String) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            try await stage.post(1)
            await #expect(throws: SimulatedCrash.self) {
                try await FailPoints.$injected.withValue(.throwing(at: place)) { try await stage.relay().runOnce() }
            }
            let restarted = stage.relay()
            #expect(try await restarted.runOnce().claimed == 0)
            stage.clock.advance(by: .seconds(31))
            #expect(try await restarted.runOnce().sent == 1)
            #expect(try await stage.ratings() == [1])
            #expect(try await OutboxStatus(of: stage.reviews).pending == 0)
        }
    }

    @Test("an event that comes five times has its effect once, in each queue", arguments: DatabaseEngine.all)
    func duplicates(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            try await stage.consumer(queue: "statistics").subscribe(to: stage.broker)
            try await stage.post(1)
            let repeating = WatchedBroker(target: stage.broker) { envelope in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 { group.addTask { try await stage.broker.publish(envelope) } }
                    try await group.waitForAll()
                }
            }
            try await stage.relay(to: repeating).runOnce()
            #expect(try await stage.ratings() == [1, 1])
        }
    }

    @Test("a service that is down gets its events later, the others at once", arguments: DatabaseEngine.all)
    func later(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let isDown = Lock(true)
            let received = Tally()
            try await stage.broker.subscribe(queue: "mails", to: [ReviewPosted.type]) { _ in
                if isDown.withLock({ $0 }) { throw MessagingStage.Broken() }
                received.add()
            }
            try await stage.post(1)
            let relay = stage.relay()
            #expect(try await relay.runOnce().deferred == 1)
            #expect(try await stage.ratings() == [1])
            isDown.withLock { $0 = false }
            #expect(try await relay.runOnce().claimed == 0)
            stage.clock.advance(by: .seconds(1))
            #expect(try await relay.runOnce().sent == 1)
            #expect(received.value == 1)
            #expect(try await stage.ratings() == [1])
        }
    }

    @Test("sent events are kept for a while and then deleted", arguments: DatabaseEngine.all)
    func retention(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let relay = stage.relay()
            try await stage.post(1)
            try await relay.runOnce()
            stage.clock.advance(by: .seconds(86_400))
            try await relay.keepHouse()
            #expect(try await stage.reviews.scalar("select count(*) from souk_outbox") == 1)
            stage.clock.advance(by: .seconds(3 * 86_400))
            try await stage.post(2)
            try await relay.keepHouse()
            #expect(try await stage.reviews.query("select subject from souk_outbox") { try $0.get("subject") } == ["2"])
        }
    }

    @Test("however many there are, all are deleted when their time is over", arguments: DatabaseEngine.all)
    func manyRetained(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            for number in 1...5 { try await stage.post(number) }
            try await stage.relay().runOnce()
            stage.clock.advance(by: .seconds(4 * 86_400))
            let relay = stage.relay {
                $0.housekeepingBatch = 2
                $0.pollInterval = .milliseconds(10)
            }
            let running = Task { await relay.run() }
            let isEmpty = try await eventually {
                try await stage.reviews.scalar("select count(*) from souk_outbox") == 0
            }
            #expect(isEmpty)
            await relay.stop()
            await running.value
        }
    }

    @Test("housekeeping that fails keeps no event from being sent", arguments: DatabaseEngine.all)
    func brokenHousekeeping(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            try await stage.reviews.execute("drop table souk_inbox")
            try await stage.post(1)
            let relay = stage.relay { $0.pollInterval = .milliseconds(10) }
            await #expect(throws: SQLError.self) { try await relay.keepHouse() }
            let running = Task { await relay.run() }
            let isSent = try await eventually { try await stage.ratings() == [1] }
            #expect(isSent)
            await relay.stop()
            await running.value
        }
    }
}
