import EventLoops
import FoundationEssentials
import JSON
import Messaging
import Observability
import TestSupport
import Testing
import Values

@testable import RabbitMQ

/// A real RabbitMQ behind a proxy, with an exchange and queues of the test's own, which are gone afterwards.
struct RabbitStage: Sendable {
    struct NoServer: Error, CustomStringConvertible {
        let description = "SOUK_TEST_AMQP_URL names no RabbitMQ; scripts/test starts one"
    }

    let loops: EventLoopGroup
    /// Past the proxy.
    let direct: RabbitMQAddress
    let proxy: TCPProxy
    let settings: RabbitMQSettings
    let log = CapturingLogHandler()
    let metrics = MetricsRegistry()
    private let brokers = Lock<[RabbitMQBroker]>([])

    /// - Parameter environment: names the server, by `SOUK_TEST_AMQP_URL`.
    static func with(
        _ change: (inout RabbitMQSettings) -> Void = { _ in },
        environment: [String: String] = ProcessInfo.processInfo.environment,
        _ body: (RabbitStage) async throws -> Void
    ) async throws {
        guard let url = environment["SOUK_TEST_AMQP_URL"] else { throw NoServer() }
        let address = try RabbitMQAddress(url)
        var settings = RabbitMQSettings()
        settings.prefix = "test-\(UUID().uuidString.lowercased())"
        settings.backOff = BackOff(first: .milliseconds(10), longest: .milliseconds(100)) { 1 }
        settings.retries.jitter = { 1 }
        change(&settings)
        try await withEventLoops(2) { loops in
            let stage = RabbitStage(
                loops: loops, direct: address, proxy: try TCPProxy(to: address.host, port: address.port),
                settings: settings)
            let result: Result<Void, any Error>
            do { result = .success(try await body(stage)) } catch { result = .failure(error) }
            stage.proxy.holdAnswers(false)
            for broker in stage.brokers.withLock({ $0 }) { await broker.stop() }
            stage.proxy.cut()
            // What went wrong first says more.
            let cleaning = Result { try stage.cleanUp() }
            try result.get()
            try cleaning.get()
        }
    }

    private init(loops: EventLoopGroup, direct: RabbitMQAddress, proxy: TCPProxy, settings: RabbitMQSettings) {
        (self.loops, self.direct, self.proxy, self.settings) = (loops, direct, proxy, settings)
    }

    /// The queues that a test uses; all are cleaned up.
    static let topology: RabbitMQTopology = ["catalog": ["review.posted"], "mail": ["review.posted", "order.placed"]]

    /// A process of the shop, started.
    func broker(
        password: String? = nil, topology: RabbitMQTopology = RabbitStage.topology,
        _ change: (inout RabbitMQSettings) -> Void = { _ in }
    ) throws -> RabbitMQBroker {
        var settings = settings
        change(&settings)
        let path = direct.virtualHost == "/" ? "" : direct.virtualHost
        let address = try RabbitMQAddress(
            "amqp://\(direct.user):\(password ?? direct.password.reveal())@127.0.0.1:\(proxy.port)/\(path)")
        let broker = try RabbitMQBroker(
            address, topology: topology, loops: loops, settings: settings,
            logger: Logger(label: "test", level: .trace, handlers: [log]), metrics: metrics)
        brokers.withLock { $0.append(broker) }
        try broker.start()
        return broker
    }

    /// One that has connected, so that publishing does not meet the time before.
    func connectedBroker(_ change: (inout RabbitMQSettings) -> Void = { _ in }) async throws -> RabbitMQBroker {
        let broker = try broker(change)
        try await eventually("it connects") { broker.publishing == .connected && broker.consuming == .connected }
        return broker
    }

    var names: Names { Names(prefix: settings.prefix) }

    /// Asks the broker itself.
    func ask<Answer>(_ question: (AMQPConnection) throws -> Answer) throws -> Answer {
        let connection = try AMQPConnection(
            to: direct, name: "test", timeout: .seconds(10), heartbeat: .seconds(60))
        defer { connection.close() }
        return try question(connection)
    }

    /// What the queue of catalog has that nobody has fetched.
    func ready() throws -> Int { try ask { try $0.messageCount(in: names.queue("catalog")) } }

    /// What catalog has given up.
    func deadLetters() throws -> Int { try ask { try $0.messageCount(in: names.deadLetters("catalog")) } }

    /// Both connections of the one broker are lost, as when its process dies, and made anew.
    func loseConnections() async throws {
        let before = proxy.connections
        proxy.drop()
        try await eventually("it connects anew") { proxy.connections >= before + 2 }
    }

    private func cleanUp() throws {
        try ask { connection in
            for service in Self.topology.queues.keys {
                try connection.deleteQueue(names.queue(service))
                try connection.deleteQueue(names.deadLetters(service))
            }
            try connection.deleteExchange(names.exchange)
        }
    }

    func event(_ subject: Int = 1, number: Int = 0, type: String = "review.posted") -> EventEnvelope {
        EventEnvelope(
            id: .version7(at: WallClock.system.now()), type: type, source: "reviews", time: WallClock.system.now(),
            subject: "\(subject)",
            data: ["product_id": .number(JSONNumber(subject)), "rating": .number(JSONNumber(number))],
            traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
    }
}

/// What a handler has got, in the order in which it got it.
final class Arrivals: Sendable {
    private let all = Lock<[EventEnvelope]>([])

    func add(_ envelope: EventEnvelope) { all.withLock { $0.append(envelope) } }

    var events: [EventEnvelope] { all.withLock { $0 } }
    var count: Int { all.withLock { $0.count } }
    var ids: Set<UUID> { Set(events.map(\.id)) }
}

extension EventEnvelope {
    var number: Int? { data["rating"]?.intValue }
}

/// Waits for what another process does, which no hook can tell.
func eventually(
    _ what: Comment, within seconds: Int = 20, _ condition: () async throws -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let end = ContinuousClock.now + .seconds(seconds * Patience.factor)
    while try await !condition() {
        guard .now < end else {
            Issue.record(what, sourceLocation: sourceLocation)
            throw CancellationError()
        }
        try await Sleep.for(.milliseconds(5))
    }
}
