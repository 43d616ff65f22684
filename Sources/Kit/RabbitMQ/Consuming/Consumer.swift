import EventLoops
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
                var session = ConsumerSession(broker, number: connection, keeper, metrics: metrics)
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

    /// So many events are read before acknowledgements are sent.
    private static let readsAtOnce = 256

    private func serve(_ session: inout ConsumerSession) throws(RabbitMQError) {
        while true {
            let (known, settlements, phase) = inbound.withLock { inbound in
                defer { inbound.settlements = [] }
                return (inbound.lanes, inbound.settlements, inbound.phase)
            }
            for settlement in settlements { try session.carryOut(settlement) }
            if phase == .ending { return }
            if phase == .draining {
                try session.drain()
            } else {
                for lanes in known { try session.begin(lanes) }
                session.retryWhatIsDue()
            }
            var reads = 0
            while reads < Self.readsAtOnce, let received = try session.broker.receive() {
                try session.handle(received)
                reads += 1
            }
            guard reads < Self.readsAtOnce else { continue }
            // After reading, as an answer may have made room for the next question.
            try session.lookThroughQueues()
            session.broker.wait(or: keeper.bell, upTo: session.patience)
        }
    }
}
