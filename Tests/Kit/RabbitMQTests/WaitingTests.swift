import EventLoops
import TestSupport
import Testing
import Values

@testable import RabbitMQ

/// Beside those that take turns on the common server: these wait for seconds in which it has nothing to do.
@Suite("Waiting on RabbitMQ", .enabled(if: isRabbitMQWanted, "there is a RabbitMQ in the column of servers only"))
struct WaitingTests {
    @Test("An idle connection stays up by its heartbeats")
    func heartbeats() async throws {
        let interval = Duration.seconds(2) * Patience.factor
        try await RabbitStage.with({ $0.heartbeat = interval }) { stage async throws in
            let broker = try await stage.connectedBroker()
            // After two to three of its intervals the broker gives up a client that has been silent, and these are
            // so long that a busy machine lets it say something in each.
            try await Sleep.for(interval * 4)
            #expect(stage.proxy.connections == 2)
            try await broker.publish(stage.event())
            #expect(stage.proxy.connections == 2)
        }
    }

    @Test("What was accepted before the stop is published, what comes after it is refused")
    func stops() async throws {
        try await RabbitStage.with({ $0.window = 1 }) { stage async throws in
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
}
