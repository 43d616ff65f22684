import Observability
public import SQL
public import Values

/// A service's queue: takes each event to the subscriptions that want it, once in effect.
public struct EventConsumer: Sendable {
    /// The queue's name, the service's.
    public let queue: String
    private let subscriptions: Subscriptions
    private let database: any Database
    private let clock: WallClock

    public init(
        queue: String, subscriptions: Subscriptions, database: any Database, clock: WallClock = .system
    ) {
        self.queue = queue
        self.subscriptions = subscriptions
        self.database = database
        self.clock = clock
    }

    /// Begins to listen; a service without subscriptions has no queue.
    public func subscribe(to broker: any Broker) async throws {
        let types = Set(subscriptions.map(\.type))
        guard !types.isEmpty else { return }
        try await broker.subscribe(queue: queue, to: types) { try await handle($0) }
    }

    /// Returns when the effect is durable, or was already.
    public func handle(_ envelope: EventEnvelope) async throws {
        let trace = envelope.traceparent.flatMap(TraceContext.init(traceparent:))?.child()
        try await TraceContext.$current.withValue(trace) {
            let wanted = subscriptions.filter { $0.type == envelope.type }
            guard !wanted.isEmpty, try await !Inbox.knows(envelope, consumer: queue, in: database) else { return }
            var effects: [Subscription.Effect] = []
            for subscription in wanted { effects.append(try await subscription.prepare(envelope)) }
            try await apply(effects, of: envelope)
        }
    }

    private func apply(_ effects: [Subscription.Effect], of envelope: EventEnvelope) async throws {
        let now = clock.now()
        try await database.transaction { [queue] transaction in
            guard try await Inbox.firstTime(envelope, consumer: queue, at: now, in: transaction) else { return }
            for effect in effects { try await effect(transaction) }
        }
    }
}
