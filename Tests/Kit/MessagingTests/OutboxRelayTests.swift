import EventLoops
import FoundationEssentials
import JSON
import SQL
import TestSupport
import Testing
import Values

@testable import Messaging

@Suite("A relay backs off, gives up, and stays out of others' way")
struct OutboxRelayTests {
    @Test(
        "poison goes to the dead letters after its last attempt, and all others flow on", arguments: DatabaseEngine.all)
    func poison(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            stage.poison.withLock { $0 = [13] }
            let relay = stage.relay()
            try await stage.post(13)
            try await stage.post(1)
            #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 2, sent: 1, deferred: 1))
            stage.clock.advance(by: .seconds(1))
            try await stage.post(2)
            #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 2, sent: 1, deferred: 1))
            stage.clock.advance(by: .seconds(1))
            #expect(try await relay.runOnce().claimed == 0)
            stage.clock.advance(by: .seconds(1))
            #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 1, dead: 1))
            stage.clock.advance(by: .seconds(86_400))
            #expect(try await relay.runOnce().claimed == 0)
            #expect(try await stage.ratings() == [1, 2])
            let status = try await OutboxStatus(of: stage.reviews)
            #expect(status.dead == 1 && status.pending == 0)
        }
    }

    @Test("a dead letter tells why, and goes out again when it is replayed", arguments: DatabaseEngine.all)
    func replay(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            stage.poison.withLock { $0 = [13] }
            let relay = stage.relay { $0.attempts = 1 }
            let id = try await stage.post(13)
            #expect(try await relay.runOnce().dead == 1)
            let letters = DeadLetters(of: stage.outbox, in: stage.reviews)
            let letter = try #require(try await letters.list().first)
            #expect(letter.envelope.id == id)
            #expect(letter.attempts == 1)
            #expect(letter.since == stage.clock.now)
            #expect(letter.lastError?.contains("catalog") == true)
            stage.poison.withLock { $0 = [] }
            #expect(try await letters.replay(id))
            #expect(try await letters.count() == 0)
            #expect(try await relay.runOnce().sent == 1)
            #expect(try await stage.ratings() == [13])
            #expect(try await !letters.replay(id))
        }
    }

    @Test("an event that cannot be read becomes a dead letter, and holds up no other", arguments: DatabaseEngine.all)
    func unreadable(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let relay = stage.relay()
            let id = try await stage.post(1)
            try await stage.reviews.execute("update souk_outbox set data = '{'")
            #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 1, dead: 1))
            try await stage.post(2)
            try await stage.reviews.execute(
                "update souk_outbox set data = '', status = 'pending', available_at = occurred_at where event_id = \(id)"
            )
            #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 2, sent: 1, dead: 1))
            #expect(try await stage.ratings() == [2])
            let letter = try #require(try await DeadLetters(of: stage.outbox, in: stage.reviews).list().first)
            #expect(letter.envelope.id == id)
            #expect(letter.envelope.data == .null)
            #expect(letter.lastError?.hasPrefix("unreadable") == true)
        }
    }

    @Test(
        "an outage of what a consumer needs takes no attempt from an event, only time that grows, and others flow on",
        arguments: DatabaseEngine.all)
    func outage(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            stage.outage.withLock { $0 = [13] }
            let relay = stage.relay { $0.attempts = 2 }
            try await stage.post(13)
            try await stage.post(1)
            #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 2, sent: 1, deferred: 1))
            var pauses: [Int] = []
            for _ in 0..<10 {
                var pause = 0
                repeat {
                    stage.clock.advance(by: .seconds(1))
                    pause += 1
                } while try await relay.runOnce().claimed == 0
                pauses.append(pause)
            }
            // As long again as it has waited, and never longer than five minutes.
            #expect(pauses == [1, 1, 2, 4, 8, 16, 32, 64, 128, 256])
            stage.poison.withLock { $0 = [13] }
            stage.clock.advance(by: .seconds(300))
            #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 1, deferred: 1))
            #expect(try await stage.ratings() == [1])
            stage.poison.withLock { $0 = [] }
            stage.outage.withLock { $0 = [] }
            stage.clock.advance(by: .seconds(300))
            #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 1, sent: 1))
        }
    }

    @Test(
        "an event for which the broker has no room keeps its attempts, and others flow on",
        arguments: DatabaseEngine.all)
    func noRoom(engine: DatabaseEngine) async throws {
        struct NoRoom: BrokerError, HandlerError {
            let concernsAll = false
            let sparesEvent = true
        }
        try await MessagingStage.with(engine) { stage async throws in
            let isFull = Lock(true)
            let broker = WatchedBroker(
                target: stage.broker,
                before: { if $0.subject == "13", isFull.withLock({ $0 }) { throw NoRoom() } })
            let relay = stage.relay(to: broker) { $0.attempts = 2 }
            try await stage.post(13)
            try await stage.post(1)
            #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 2, sent: 1, deferred: 1))
            for _ in 0..<5 {
                stage.clock.advance(by: .seconds(300))
                #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 1, deferred: 1))
            }
            isFull.withLock { $0 = false }
            stage.clock.advance(by: .seconds(300))
            #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: 1, sent: 1))
        }
    }

    @Test("where one consumer has an outage and another one fails, it is the event's fault")
    func mixed() {
        let (away, broken) = (SQLError(.connectionLost), MessagingStage.Broken())
        func failure(_ errors: any Error...) -> DeliveryFailure {
            DeliveryFailure(causes: errors.map { DeliveryFailure.Cause(queue: "catalog", error: $0) })
        }
        #expect(failure(away, away).saysNotNow)
        #expect(!failure(away, broken).saysNotNow)
        #expect(!broken.saysNotNow)
        #expect(!SQLError(.invalidStatement).saysNotNow)
    }

    @Test("two relays at work at once send each event once", arguments: DatabaseEngine.all)
    func twoRelays(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            for number in 1...40 { try await stage.post(number) }
            let sent = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 {
                    let relay = stage.relay { $0.batch = 5 }
                    group.addTask {
                        var total = 0
                        while case let round = try await relay.runOnce(), round.claimed > 0 { total += round.sent }
                        return total
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(sent == 40)
            #expect(stage.deliveries.value == 40)
            #expect(try await Set(stage.ratings()) == Set(1...40))
        }
    }

    @Test("a relay whose lease is over sends no more of what it has claimed", arguments: DatabaseEngine.all)
    func leaseExpiry(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let slow = WatchedBroker(target: stage.broker) { _ in stage.clock.advance(by: .seconds(31)) }
            // One subject, so that the events go one after the other.
            try await stage.post(1, rating: 1)
            try await stage.post(1, rating: 2)
            #expect(try await stage.relay(to: slow).runOnce() == OutboxRelay.Round(claimed: 2, sent: 1))
            #expect(stage.deliveries.value == 1)
            #expect(try await stage.relay().runOnce() == OutboxRelay.Round(claimed: 1, sent: 1))
            #expect(try await stage.ratings() == [1, 1])
        }
    }

    @Test("an event that nobody came to try loses no attempt", arguments: DatabaseEngine.all)
    func untried(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            let slow = WatchedBroker(target: stage.broker) { _ in stage.clock.advance(by: .seconds(31)) }
            let relay = stage.relay(to: slow)
            // More than there are attempts; of one subject, so that each round comes to the first of them only.
            for rating in 1...5 { try await stage.post(1, rating: rating) }
            for waiting in (0..<5).reversed() {
                #expect(try await relay.runOnce() == OutboxRelay.Round(claimed: waiting + 1, sent: 1))
            }
            #expect(try await OutboxStatus(of: stage.reviews).dead == 0)
        }
    }

    @Test("events about one subject go in order", arguments: DatabaseEngine.all)
    func order(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            for rating in 1...10 { try await stage.post(1, rating: rating) }
            try await stage.relay().runOnce()
            let ratings = try await stage.catalog.query("select rating from ratings order by id") { row in
                try row.get("rating", as: Int.self)
            }
            #expect(ratings == Array(1...10))
        }
    }

    @Test("an event that ends the process each time is given up in the end", arguments: DatabaseEngine.all)
    func deadly(engine: DatabaseEngine) async throws {
        try await MessagingStage.with(engine) { stage async throws in
            try await stage.post(1)
            try await stage.reviews.execute("update souk_outbox set attempts = 3")
            #expect(try await stage.relay().runOnce().dead == 1)
            #expect(stage.deliveries.value == 0)
        }
    }

    @Test("a running relay is woken by the commit and ends when it is told to", arguments: DatabaseEngine.all)
    func wakes(engine: DatabaseEngine) async throws {
        try await withEventLoops(2) { loops in
            try await MessagingStage.with(engine) { stage async throws in
                let arrived = Gate()
                let watched = WatchedBroker(target: stage.broker, after: { _ in arrived.open() })
                // So long that only the bell can be the reason.
                let relay = stage.relay(to: watched) { $0.pollInterval = .seconds(600) }
                let running = loops.loops[1].spawn { await relay.run() }
                try await stage.post(1)
                await arrived.pass()
                await relay.stop()
                await running.value
                #expect(try await stage.ratings() == [1])
                #expect(try await OutboxStatus(of: stage.reviews).pending == 0)
            }
        }
    }

    @Test("a relay that is cancelled ends", arguments: DatabaseEngine.all)
    func cancelled(engine: DatabaseEngine) async throws {
        try await withEventLoops(1) { loops in
            try await MessagingStage.with(engine) { stage async throws in
                let relay = stage.relay { $0.pollInterval = .seconds(600) }
                let running = loops.loops[0].spawn { await relay.run() }
                running.cancel()
                await running.value
                try await stage.post(1)
                #expect(try await stage.ratings().isEmpty)
            }
        }
    }
}
