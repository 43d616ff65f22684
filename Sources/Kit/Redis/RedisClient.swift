public import EventLoops
public import Observability

/// Speaks to one Redis server, over one pipelined connection for each loop, which is opened when the loop first asks.
///
/// A command that cannot be sent at once fails at once: nobody waits for a server that is away, and nothing is sent
/// later behind its caller's back. Connections are opened again by themselves, with growing pauses.
public final class RedisClient: Sendable {
    private let connections: LoopLocal<RedisConnection>
    private let registry: ReadyConnections
    private let configuration: RedisConfiguration
    /// Works for threads that are no loop's.
    private let home: EventLoop?

    /// - Parameters:
    ///   - home: the loop that works for threads that are no loop's; the one that this code runs on unless said
    ///     otherwise.
    public init(
        _ address: RedisAddress, configuration: RedisConfiguration = RedisConfiguration(),
        home: EventLoop? = .current, logger: Logger = Logger(label: "redis"), metrics: MetricsRegistry = .process
    ) {
        let registry = ReadyConnections()
        let metrics = RedisMetrics(in: metrics)
        self.registry = registry
        self.configuration = configuration
        self.home = home
        connections = LoopLocal { loop in
            let connection = RedisConnection(
                on: loop, to: address, configuration, logger: logger, metrics: metrics,
                onChange: { connection, isReady in registry.change(connection, isReady) })
            if !registry.add(connection) { connection.close() }
            return connection
        }
    }

    deinit {
        for connection in registry.close() { connection.loop.execute { connection.close() } }
    }

    /// Sends commands together, and gives their replies in the same order. A refusal is a reply.
    /// - Throws: why there are no replies.
    public func send(_ commands: [RedisCommand]) async throws(RedisError) -> [RedisReply] {
        guard let loop = EventLoop.current ?? home else { throw .notConnected }
        let outcome = await withCheckedContinuation { continuation in
            onLoop(loop) { connection in
                connection.send(commands) { outcome in continuation.resume(returning: outcome) }
            }
        }
        return try outcome.get()
    }

    /// Sends commands from a loop without waiting; what is said to them is of no interest.
    func post(_ commands: [RedisCommand]) {
        connections.valueIfOnLoop?.send(commands) { _ in }
    }

    /// Waits until this loop's connection stands.
    /// - Throws: why it does not, at the latest after `connectTimeout`; or why it did not the last time, where the next
    ///   attempt has a while to go.
    public func connect() async throws(RedisError) {
        guard let loop = EventLoop.current ?? home else { throw .notConnected }
        let failure = await withCheckedContinuation { continuation in
            onLoop(loop) { connection in
                connection.whenDecided { failure in continuation.resume(returning: failure) }
            }
        }
        if let failure { throw failure }
    }

    /// Whether the server answers, for checks of a machine.
    public func ping() async throws(RedisError) {
        try await connect()
        if let refusal = try await send([RedisCommand("PING")]).first?.refusal { throw refusal }
    }

    /// Ends what is under way with an error, and closes all connections for good.
    public func shutdown() async {
        for connection in registry.close() { _ = try? await connection.loop.submit { connection.close() } }
    }

    private func onLoop(_ loop: EventLoop, _ body: @escaping @Sendable (RedisConnection) -> Void) {
        if loop.isCurrent {
            body(connections.value)
        } else {
            loop.execute { [connections] in body(connections.value) }
        }
    }

    // MARK: For what has to arrive

    /// The one over which this code would send; nil off any loop.
    var currentConnection: RedisConnection? { connections.valueIfOnLoop }

    /// Calls `body` each time a connection is opened, before anything else is sent over it, on its loop.
    func onReady(_ body: @escaping @Sendable (RedisConnection) -> Void) {
        registry.onReady(body)
    }

    /// Calls `body` on a loop soon, with a connection that stands: this loop's, or any; nil where there is none. Then
    /// this loop begins to open one, unless that has begun.
    func withAnyConnection(_ body: @escaping @Sendable (RedisConnection?) -> Void) {
        guard let loop = EventLoop.current ?? home ?? registry.ready.first?.loop else { return body(nil) }
        loop.execute { [connections, registry] in
            let own = connections.value
            let ready = registry.ready
            if ready.contains(where: { $0 === own }) { return body(own) }
            own.start()
            guard let other = ready.first else { return body(nil) }
            other.loop.execute { body(other) }
        }
    }
}
