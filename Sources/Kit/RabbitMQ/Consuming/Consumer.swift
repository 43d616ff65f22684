import EventLoops
import FoundationEssentials
import JSON
import Messaging
import Observability

/// Consumes, on a thread and a connection of its own: hands events to the lanes of their queue and acknowledges those
/// whose handler has returned.
final class Consumer: Sendable {
    private struct Inbound {
        var lanes: [Lanes] = []
        var settlements: [Settlement] = []
        var phase = Phase.running
    }

    private enum Phase {
        case running
        /// Nothing new, but what is in work may end.
        case draining
        /// All is settled: leave.
        case ending
    }

    private let keeper: ConnectionKeeper
    private let metrics: RabbitMQMetrics
    private let loops: EventLoopGroup
    private let inbound = Lock(Inbound())
    private let ended = ShutdownSignal()

    private var settings: RabbitMQSettings { keeper.settings }

    init(_ keeper: ConnectionKeeper, loops: EventLoopGroup, metrics: RabbitMQMetrics) {
        self.keeper = keeper
        self.loops = loops
        self.metrics = metrics
    }

    func subscribe(queue: String, to types: Set<String>, handler: @escaping Broker.Handler) throws(QueueIsTaken) {
        let lanes = Lanes(
            queue: queue, types: types, handler: handler, loops: loops, settings: settings, metrics: metrics,
            logger: keeper.logger, settle: { [weak self] in self?.settle($0) })
        let isNew = inbound.withLock { inbound in
            guard !inbound.lanes.contains(where: { $0.queue == queue }) else { return false }
            inbound.lanes.append(lanes)
            return true
        }
        guard isNew else { throw QueueIsTaken(queue: queue) }
        keeper.topology.withLock { $0.add(queue, types: types) }
        keeper.bell.ring()
    }

    private func settle(_ settlement: Settlement) {
        let isFirst = inbound.withLock { inbound in
            inbound.settlements.append(settlement)
            return inbound.settlements.count == 1
        }
        if isFirst { keeper.bell.ring() }
    }

    // MARK: Life

    func start() throws {
        _ = try SystemThread(name: "amqp-consume") { [self] in
            var connection = 0
            keeper.run(while: { isRunning }, lost: { _, _ in }) { broker throws(RabbitMQError) in
                connection += 1
                var session = Session(broker, number: connection)
                try serve(&session)
            }
            ended.raise()
        }
    }

    private var isRunning: Bool { inbound.withLock { $0.phase == .running } }

    /// Takes no new events, lets the handlers under way end, acknowledges what they did, and leaves.
    func stop() async {
        enter(.draining)
        for lanes in inbound.withLock({ $0.lanes }) { await lanes.close() }
        enter(.ending)
        await ended.wait()
    }

    private func enter(_ phase: Phase) {
        inbound.withLock { $0.phase = phase }
        keeper.bell.ring()
    }

    // MARK: On the thread

    /// What belongs to one connection.
    private struct Session {
        let broker: AMQPConnection
        let number: Int
        /// Those that the broker sends events to.
        var lanes: [String: Lanes] = [:]
        /// Events that wait for their next attempt.
        var held: [(delivery: Delivery, lanes: Lanes, until: ContinuousClock.Instant)] = []
        var isDraining = false

        init(_ broker: AMQPConnection, number: Int) { (self.broker, self.number) = (broker, number) }
    }

    /// So many events are read before acknowledgements are sent.
    private static let readsAtOnce = 256

    private func serve(_ session: inout Session) throws(RabbitMQError) {
        while true {
            let (known, settlements, phase) = inbound.withLock { inbound in
                defer { inbound.settlements = [] }
                return (inbound.lanes, inbound.settlements, inbound.phase)
            }
            for settlement in settlements { try carryOut(settlement, &session) }
            if phase == .ending { return }
            if phase == .draining {
                try drain(&session)
            } else {
                for lanes in known where session.lanes[lanes.queue] == nil { try begin(lanes, &session) }
                retryWhatIsDue(&session)
            }
            var reads = 0
            while reads < Self.readsAtOnce, let received = try session.broker.receive() {
                try handle(received, &session)
                reads += 1
            }
            guard reads < Self.readsAtOnce else { continue }
            let next = session.held.map(\.until).min().map { max(.zero, $0 - .now) }
            session.broker.wait(or: keeper.bell, upTo: session.isDraining ? .seconds(1) : next ?? .seconds(3_600))
        }
    }

    private func begin(_ lanes: Lanes, _ session: inout Session) throws(RabbitMQError) {
        // It may have come after this connection declared what was known then.
        let names = Names(prefix: settings.prefix)
        try session.broker.declare(
            RabbitMQTopology([lanes.queue: lanes.types]), names, deliveryLimit: settings.deliveryLimit,
            onDifference: { _, _ in })
        lanes.begin(connection: session.number)
        session.lanes[lanes.queue] = lanes
        try session.broker.consume(names.queue(lanes.queue), prefetch: settings.prefetch)
    }

    private func drain(_ session: inout Session) throws(RabbitMQError) {
        guard !session.isDraining else { return }
        session.isDraining = true
        session.held = []
        for queue in session.lanes.keys.sorted() {
            try session.broker.stopConsuming(Names(prefix: settings.prefix).queue(queue))
        }
    }

    private func carryOut(_ settlement: Settlement, _ session: inout Session) throws(RabbitMQError) {
        // Those of an earlier connection are void: the broker has handed the event out again, and the inbox knows it.
        switch settlement {
        case .acknowledge(let delivery) where delivery.connection == session.number:
            try session.broker.acknowledge(delivery.tag)
        case .reject(let delivery) where delivery.connection == session.number:
            try session.broker.reject(delivery.tag)
        case .hold(let delivery, let until) where delivery.connection == session.number:
            guard !session.isDraining, let lanes = session.lanes[delivery.queue] else { return }
            session.held.append((delivery, lanes, until))
        default: break
        }
    }

    private func retryWhatIsDue(_ session: inout Session) {
        guard !session.held.isEmpty else { return }
        let now = ContinuousClock.now
        for entry in session.held where entry.until <= now { entry.lanes.take(entry.delivery) }
        session.held.removeAll { $0.until <= now }
    }

    private func handle(_ received: Received, _ session: inout Session) throws(RabbitMQError) {
        switch received {
        case .delivered(let name, let tag, let message):
            // Those that were under way when consuming ended go back when the connection closes.
            guard !session.isDraining else { return }
            let prefix = "\(settings.prefix)."
            guard name.hasPrefix(prefix), let lanes = session.lanes[String(name.dropFirst(prefix.count))] else {
                return
            }
            do {
                let envelope = try JSONDecoding.decode(EventEnvelope.self, from: message.body)
                lanes.take(Delivery(queue: lanes.queue, connection: session.number, tag: tag, envelope: envelope))
            } catch {
                // It will not become readable by being read again.
                keeper.logger.error(
                    "a message is no event; it goes to the dead letters", error: error,
                    metadata: ["queue": "\(lanes.queue)", "message.id": "\(message.id.prefix(100))"])
                metrics.consumed(lanes.queue, .dead, after: .zero)
                try session.broker.reject(tag)
            }
        case .cancelled(let queue):
            throw .broken("the queue \(queue) is gone or moving")
        case .confirmed, .refused, .returned, .blocked, .unblocked:
            break
        }
    }
}
