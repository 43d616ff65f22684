import EventLoops
import TestSupport
import Testing
import Values

@testable import RabbitMQ

/// Beside the tests that take turns on the common server: for seconds this has nothing to do with it.
@Suite(
    "An idle connection to RabbitMQ",
    .enabled(if: isRabbitMQWanted, "there is a RabbitMQ in the column of servers only"))
struct IdleConnectionTests {
    @Test("It stays up by its heartbeats")
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
}
