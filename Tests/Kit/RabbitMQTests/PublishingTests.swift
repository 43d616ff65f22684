import EventLoops
import FoundationEssentials
import Messaging
import TestSupport
import Testing
import Values

@testable import RabbitMQ

extension RabbitMQTests {
    @Suite("Publishing to RabbitMQ")
    struct PublishingTests {
        @Test("An event that was published lies in every queue that wants it, though no consumer has ever been there")
        func confirmed() async throws {
            try await RabbitStage.with { stage async throws in
                let event = stage.event()
                try await stage.broker().publish(event)
                try stage.ask { connection in
                    for queue in ["catalog", "mail"] {
                        let (_, message) = try #require(try connection.take(from: stage.names.queue(queue)))
                        #expect(message.id == event.id.uuidString.lowercased())
                        #expect(message.type == "review.posted")
                        #expect(message.source == "reviews")
                        #expect(message.traceparent == event.traceparent)
                        #expect(message.seconds == UInt64(event.time.microseconds / 1_000_000))
                    }
                }
            }
        }

        @Test("An event that nobody wants is published all the same")
        func unwanted() async throws {
            try await RabbitStage.with { stage async throws in
                try await stage.broker().publish(stage.event(type: "stock.changed"))
            }
        }

        @Test("Many are on their way at once, from every loop, and each caller goes on where it came from")
        func pipelined() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker { $0.window = 32 }
                let elsewhere = Tally()
                let tasks = (0..<500).map { number in
                    let loop = stage.loops.loops[number % 2]
                    return loop.spawn {
                        do { try await broker.publish(stage.event(number)) } catch { Issue.record(error) }
                        if !loop.isCurrent { elsewhere.add() }
                    }
                }
                for task in tasks { await task.value }
                #expect(elsewhere.value == 0)
                #expect(try stage.ask { try $0.messageCount(in: stage.names.queue("catalog")) } == 500)
            }
        }

        @Test("What finds no place in the queue is refused at once, and the others go out")
        func bounded() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker {
                    $0.window = 4
                    $0.waitingLimit = 8
                }
                stage.proxy.holdAnswers(true)
                let done = Tally()
                func publish() -> Task<Void, Never> {
                    stage.loops.loops[0].spawnImmediately {
                        do { try await broker.publish(stage.event()) } catch { Issue.record(error) }
                        done.add()
                    }
                }
                var tasks = (0..<4).map { _ in publish() }
                // The thread takes what it may have on its way; only then the queue fills up.
                try await eventually("all are under way") { broker.waiting == 0 }
                tasks += (0..<8).map { _ in publish() }
                #expect(broker.waiting == 8)
                await #expect(throws: RabbitMQError.full(limit: 8)) { try await broker.publish(stage.event()) }
                #expect(done.value == 0)
                stage.proxy.holdAnswers(false)
                for task in tasks { await task.value }
                #expect(try stage.ask { try $0.messageCount(in: stage.names.queue("catalog")) } == 12)
            }
        }

        @Test("A broker that does not confirm in time fails what waits, and is connected to anew")
        func unconfirmed() async throws {
            try await RabbitStage.with({ $0.confirmTimeout = .milliseconds(200) }) { stage async throws in
                let broker = try await stage.connectedBroker()
                stage.proxy.holdAnswers(true)
                await #expect(throws: RabbitMQError.unconfirmed) { try await broker.publish(stage.event()) }
                stage.proxy.holdAnswers(false)
                try await eventually("it publishes again") { broker.publishing == .connected }
                try await broker.publish(stage.event())
            }
        }

        @Test("The time that an event waits for a slow connection is not taken from its confirm")
        func slowConnection() async throws {
            try await RabbitStage.with({ $0.confirmTimeout = .seconds(1) }) { stage async throws in
                let broker = try await stage.connectedBroker()
                let before = stage.proxy.connections
                stage.proxy.holdAnswers(true)
                stage.proxy.drop()
                try await eventually("both log in, and get no answer") { stage.proxy.connections == before + 2 }
                async let published: Void = broker.publish(stage.event())
                try await eventually("the event waits") { broker.waiting == 1 }
                // Longer than a confirm may take.
                try await Sleep.for(.milliseconds(1_200))
                stage.proxy.holdAnswers(false)
                try await published
                #expect(try stage.ask { try $0.messageCount(in: stage.names.queue("catalog")) } == 1)
            }
        }

        @Test("A caller who is cancelled does not wait for the confirm")
        func cancelled() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker()
                stage.proxy.holdAnswers(true)
                let task = Task(executorPreference: stage.loops.loops[0]) { try await broker.publish(stage.event()) }
                try await eventually("it is under way") { broker.waiting == 0 }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                stage.proxy.holdAnswers(false)
                try await broker.publish(stage.event())
            }
        }

        @Test("When the exchange is gone, publishes fail; the next connection declares it anew")
        func exchangeGone() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker()
                try stage.ask { try $0.deleteExchange(stage.names.exchange) }
                let error = await #expect(throws: RabbitMQError.self) { try await broker.publish(stage.event()) }
                guard case .closed(404, _) = error else { throw error ?? RabbitMQError.stopped }
                try await publishAtLast(stage.event(), with: broker)
                #expect(try stage.ask { try $0.messageCount(in: stage.names.queue("catalog")) } == 1)
            }
        }

        @Test("When each connection breaks, nobody waits for the next one")
        func breaksAgain() async throws {
            let breaks = Tally()
            try await RabbitStage.with({
                // The first connection after a break comes at once, the second after the test.
                $0.backOff = BackOff(first: .seconds(600), longest: .seconds(600)) {
                    breaks.add()
                    return breaks.value == 1 ? 0 : 1
                }
            }) { stage async throws in
                let broker = try await stage.connectedBroker()
                try stage.ask { try $0.deleteExchange(stage.names.exchange) }
                await #expect(throws: RabbitMQError.self) { try await broker.publish(stage.event()) }
                // Waits for the connection that is about to come.
                try await broker.publish(stage.event())
                try stage.ask { try $0.deleteExchange(stage.names.exchange) }
                await #expect(throws: RabbitMQError.self) { try await broker.publish(stage.event()) }
                let began = ContinuousClock.now
                await #expect(throws: RabbitMQError.self) { try await broker.publish(stage.event()) }
                #expect(.now - began < .seconds(60))
            }
        }

        @Test("An event for which a queue has no room is not taken, and is not to blame")
        func noRoom() async throws {
            try await RabbitStage.with { stage async throws in
                try stage.ask {
                    try $0.declareQueue(
                        stage.names.queue("mail"),
                        arguments: ["x-max-length": .number(1), "x-overflow": "reject-publish"])
                }
                let broker = try await stage.connectedBroker()
                try await broker.publish(stage.event())
                let error = await #expect(throws: RabbitMQError.rejected) { try await broker.publish(stage.event()) }
                #expect(error?.saysNotNow == true)
                #expect(error?.concernsAll == false)
            }
        }

        @Test("An event that somebody wants and no queue takes is not lost")
        func unroutable() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker()
                try stage.ask { connection in
                    for queue in ["catalog", "mail"] { try connection.deleteQueue(stage.names.queue(queue)) }
                }
                await #expect(throws: RabbitMQError.unroutable(type: "review.posted")) {
                    try await broker.publish(stage.event())
                }
                try await publishAtLast(stage.event(), with: broker)
                #expect(try stage.ask { try $0.messageCount(in: stage.names.queue("catalog")) } == 1)
            }
        }

        @Test("A broker short of memory fails what waits at once, and gets events again when it is well")
        func blocked() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker()
                stage.proxy.say(Frames.blocked("low on memory"))
                try await eventually("publishing is refused") { broker.refusal == .blocked("low on memory") }
                await #expect(throws: RabbitMQError.blocked("low on memory")) {
                    try await broker.publish(stage.event())
                }
                #expect(broker.publishing == .connected)
                stage.proxy.say(Frames.unblocked)
                try await eventually("publishing is allowed") { broker.refusal == nil }
                try await broker.publish(stage.event())
            }
        }

        @Test("What was accepted before the stop is published, what comes after it is refused")
        func stops() async throws {
            try await RabbitStage.with({ ($0.window, $0.confirmTimeout) = (1, .seconds(60)) }) { stage async throws in
                let broker = try await stage.connectedBroker()
                stage.proxy.holdAnswers(true)
                let tasks = (0..<20).map { number in
                    Task(executorPreference: stage.loops.loops[0]) { try await broker.publish(stage.event(number)) }
                }
                try await eventually("they wait") { broker.waiting == 19 }
                async let stopped: Void = broker.stop()
                try await eventually("it refuses") { broker.refusal == .stopped }
                await #expect(throws: RabbitMQError.stopped) { try await broker.publish(stage.event()) }
                stage.proxy.holdAnswers(false)
                await stopped
                for task in tasks { try await task.value }
                #expect(try stage.ask { try $0.messageCount(in: stage.names.queue("catalog")) } == 20)
            }
        }

        private func publishAtLast(_ event: EventEnvelope, with broker: RabbitMQBroker) async throws {
            let end = ContinuousClock.now + .seconds(20 * Patience.factor)
            while true {
                do { return try await broker.publish(event) } catch let error as RabbitMQError {
                    guard .now < end else { throw error }
                }
                try await Sleep.for(.milliseconds(5))
            }
        }
    }
}

/// What a broker says of its memory, in the protocol's bytes.
enum Frames {
    static func blocked(_ reason: String) -> [UInt8] {
        method([0, 10, 0, 60, UInt8(reason.utf8.count)] + Array(reason.utf8))
    }

    static let unblocked = method([0, 10, 0, 61])

    /// A method on channel 0.
    private static func method(_ payload: [UInt8]) -> [UInt8] {
        [1, 0, 0, 0, 0, 0, UInt8(payload.count)] + payload + [0xCE]
    }
}
