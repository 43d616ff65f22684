import JSON
import Messaging
import Observability

/// What belongs to one connection of the consumer's thread.
struct ConsumerSession {
    let broker: AMQPConnection
    private let number: Int
    private let keeper: ConnectionKeeper
    private let metrics: RabbitMQMetrics
    private var lanes: [String: Lanes] = [:]
    private var probation = Probation()
    /// Events that wait for their next attempt.
    private var held: [(delivery: Delivery, lanes: Lanes, until: ContinuousClock.Instant)] = []
    private var isDraining = false

    private var settings: RabbitMQSettings { keeper.settings }
    private var names: Names { Names(prefix: settings.prefix) }

    init(_ broker: AMQPConnection, number: Int, _ keeper: ConnectionKeeper, metrics: RabbitMQMetrics) {
        self.broker = broker
        self.number = number
        self.keeper = keeper
        self.metrics = metrics
    }

    /// How long there will be nothing to do by itself.
    var patience: Duration {
        if isDraining { return .seconds(1) }
        let times = held.map(\.until) + [probation.patience].compactMap { $0 }
        return times.min().map { max(.zero, $0 - .now) } ?? .seconds(3_600)
    }

    /// Begins with a queue, unless it has begun.
    mutating func begin(_ lanes: Lanes) throws(RabbitMQError) {
        guard self.lanes[lanes.queue] == nil else { return }
        // It may have come after this connection declared what was known then. Aside, as a queue that is there with other
        // arguments costs the channel, and with it the consumers that have begun.
        try broker.aside { () throws(RabbitMQError) in
            try broker.declare(
                RabbitMQTopology([lanes.queue: lanes.types]), names, deliveryLimit: settings.deliveryLimit,
                onDifference: { _, _ in })
        }
        lanes.begin(connection: number)
        self.lanes[lanes.queue] = lanes
        probation.add(lanes.queue)
    }

    /// Goes on to look through queues that have begun and are not consumed yet.
    mutating func lookThroughQueues() throws(RabbitMQError) {
        guard !isDraining, let queue = probation.next(at: .now) else { return }
        try broker.request(from: names.queue(queue))
    }

    mutating func drain() throws(RabbitMQError) {
        guard !isDraining else { return }
        isDraining = true
        held = []
        for queue in lanes.keys.sorted() { try broker.stopConsuming(names.queue(queue)) }
    }

    mutating func carryOut(_ settlement: Settlement) throws(RabbitMQError) {
        let delivery = settlement.delivery
        // Those of an earlier connection are void: the broker has handed the event out again, and the inbox knows it.
        guard delivery.connection == number else { return }
        probation.settled(delivery.tag)
        switch settlement {
        case .acknowledge: try broker.acknowledge(delivery.tag)
        case .reject: try broker.reject(delivery.tag)
        case .hold(_, let until):
            guard !isDraining, let lanes = lanes[delivery.queue] else { return }
            held.append((delivery, lanes, until))
        }
    }

    mutating func retryWhatIsDue() {
        guard !held.isEmpty else { return }
        let now = ContinuousClock.now
        for entry in held where entry.until <= now { entry.lanes.take(entry.delivery) }
        held.removeAll { $0.until <= now }
    }

    mutating func handle(_ received: Received) throws(RabbitMQError) {
        switch received {
        case .delivered(let name, let tag, let message):
            // Those that were under way when consuming ended go back when the connection closes.
            guard !isDraining else { return }
            let prefix = "\(settings.prefix)."
            guard name.hasPrefix(prefix), let lanes = lanes[String(name.dropFirst(prefix.count))] else { return }
            try handOver(message, tag, to: lanes)
        case .taken(let tag, let isRedelivered, let message):
            guard !isDraining else { return }
            try tryOut(message, tag, isRedelivered)
        case .nothingToTake:
            guard !isDraining else { return }
            try consume(probation.pass(), prefetch: settings.prefetch)
        case .cancelled(let queue):
            throw .broken("the queue \(queue) is gone or moving")
        case .confirmed, .refused, .returned, .blocked, .unblocked:
            break
        }
    }

    private mutating func tryOut(
        _ message: AMQPMessage, _ tag: UInt64, _ isRedelivered: Bool
    ) throws(RabbitMQError) {
        let until = ContinuousClock.now + settings.deadline
        guard let queue = probation.tryOut(tag, until: until), let lanes = lanes[queue] else { return }
        // Those on pause have been tried and have not ended the process. A prefetch of them is as many as shall be held.
        let isEnough = held.count { $0.lanes === lanes } >= settings.prefetch
        // The one in hand takes a place of the prefetch.
        if !isRedelivered || isEnough { try consume(probation.pass(), prefetch: max(1, settings.prefetch - 1)) }
        try handOver(message, tag, to: lanes)
    }

    private func consume(_ queue: String?, prefetch: Int) throws(RabbitMQError) {
        guard let queue else { return }
        try broker.consume(names.queue(queue), prefetch: prefetch)
    }

    private mutating func handOver(_ message: AMQPMessage, _ tag: UInt64, to lanes: Lanes) throws(RabbitMQError) {
        do {
            let envelope = try JSONDecoding.decode(EventEnvelope.self, from: message.body)
            lanes.take(Delivery(queue: lanes.queue, connection: number, tag: tag, envelope: envelope))
        } catch {
            // It will not become readable by being read again.
            keeper.logger.error(
                "a message is no event; it goes to the dead letters", error: error,
                metadata: ["queue": "\(lanes.queue)", "message.id": "\(message.id.prefix(100))"])
            metrics.consumed(lanes.queue, .dead, after: .zero)
            probation.settled(tag)
            try broker.reject(tag)
        }
    }
}
