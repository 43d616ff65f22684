public import Messaging
public import Observability
public import Values

extension ShopService {
    /// Listens to the events that the service consumes.
    ///
    /// In a group, the intakes of all services start before any relay does: an event that nobody listens to yet is
    /// gone.
    public func intake(from broker: any Broker, clock: WallClock = .system) -> any Service {
        EventIntake(
            name: "\(Self.name) intake",
            consumer: EventConsumer(queue: Self.name, subscriptions: subscriptions, database: database, clock: clock),
            broker: broker)
    }

    /// Sends the events of the service's outbox; nil if it has none.
    public func relay(
        to broker: any Broker, settings: RelaySettings = RelaySettings(), logger: Logger = Logger(label: "outbox")
    ) -> (any Service)? {
        outbox.map { outbox in
            EventRelay(
                name: "\(Self.name) relay",
                relay: OutboxRelay(outbox, in: database, to: broker, settings: settings, logger: logger))
        }
    }
}

private struct EventIntake: Service {
    let name: String
    let consumer: EventConsumer
    let broker: any Broker

    func start() async throws { try await consumer.subscribe(to: broker) }
}

private struct EventRelay: Service {
    let name: String
    let relay: OutboxRelay

    func run() async throws { await relay.run() }
    func stop() async { await relay.stop() }
}
