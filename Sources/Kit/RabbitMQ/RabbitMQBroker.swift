public import EventLoops
public import Messaging
public import Observability

/// Carries events through RabbitMQ: a durable topic exchange, and one durable quorum queue for each service that
/// consumes.
///
///     let broker = try RabbitMQBroker(
///         address, topology: ["catalog": ["review.posted"], "notifications": ["order.confirmed"]], loops: loops)
///     try broker.start()
///
/// `publish` returns when the broker has confirmed, `subscribe` at once. Both work on a thread and a connection of
/// their own, as the library blocks. A broker that is away is asked again until it answers; meanwhile `publish` throws,
/// and the outbox keeps the events. Events about one subject are handled in order within a process, until one fails.
public final class RabbitMQBroker: Broker {
    public let address: RabbitMQAddress
    let settings: RabbitMQSettings
    let topology: Lock<RabbitMQTopology>
    private let publisher: Publisher
    private let consumer: Consumer
    private let publisherState = Lock(RabbitMQState.disconnected)
    private let consumerState = Lock(RabbitMQState.disconnected)
    private let life = Lock(Life.new)

    private enum Life {
        case new, started, stopped
    }

    /// - Parameters:
    ///   - topology: which service's queue wants which types; of all services, not just those of this process.
    ///   - loops: where handlers run.
    public init(
        _ address: RabbitMQAddress, topology: RabbitMQTopology, loops: EventLoopGroup,
        settings: RabbitMQSettings = RabbitMQSettings(), logger: Logger = Logger(label: "rabbitmq"),
        metrics registry: MetricsRegistry = .process
    ) throws {
        self.address = address
        self.settings = settings
        let topology = Lock(topology)
        self.topology = topology
        let metrics = RabbitMQMetrics(Names(prefix: settings.prefix), in: registry)
        func keeper(_ role: String, _ state: Lock<RabbitMQState>) throws -> ConnectionKeeper {
            ConnectionKeeper(
                role: role, address: address, settings: settings, topology: topology, bell: try Doorbell(),
                logger: logger, gauge: metrics.connected(role), state: state)
        }
        publisher = Publisher(try keeper("publisher", publisherState), metrics: metrics)
        consumer = Consumer(try keeper("consumer", consumerState), loops: loops, metrics: metrics)
    }

    /// Begins to connect, and does not wait for it. To be called once.
    public func start() throws {
        let isFirst = life.withLock { life in
            defer { if life == .new { life = .started } }
            return life == .new
        }
        guard isFirst else { return }
        try publisher.start()
        try consumer.start()
    }

    /// Ends gracefully: no new events from the broker, the handlers under way end and are acknowledged, what waits to
    /// be published goes out. Stop what publishes before.
    public func stop() async {
        let wasStarted = life.withLock { life in
            defer { life = .stopped }
            return life == .started
        }
        guard wasStarted else { return }
        await consumer.stop()
        await publisher.stop()
    }

    /// Returns when the broker has confirmed that every queue which wants the event has it, on the disks of most of
    /// its nodes.
    /// - Throws: ``RabbitMQError``, or `CancellationError`; the event may have arrived all the same.
    public func publish(_ envelope: EventEnvelope) async throws {
        try await publisher.publish(envelope)
    }

    /// Gives the handler the events of the queue, whenever the broker is there, until `stop`. Other processes may
    /// subscribe to the same queue: each event goes to one of them.
    public func subscribe(queue: String, to types: Set<String>, handler: @escaping Handler) async throws {
        try consumer.subscribe(queue: queue, to: types, handler: handler)
    }

    // MARK: How it fares, for tests that wait for it. Operators see it in the metrics and in the log.

    var publishing: RabbitMQState { publisherState.withLock { $0 } }

    var consuming: RabbitMQState { consumerState.withLock { $0 } }

    /// Why `publish` would throw at once, as while the broker is away; nil if it would try.
    var refusal: RabbitMQError? { publisher.refusal }

    /// Events that wait for their turn to be published; those on their way not counted.
    var waiting: Int { publisher.waiting }

    var isStopping: Bool { life.withLock { $0 == .stopped } }
}
