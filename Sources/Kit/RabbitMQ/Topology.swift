/// Which queue wants which events. Every process declares all of it before it publishes or consumes: an event that
/// somebody will want must find a queue, also while its consumer has never been started.
public struct RabbitMQTopology: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// Types of events by queue, as the services call it.
    public private(set) var queues: [String: Set<String>]

    public init(_ queues: [String: Set<String>]) { self.queues = queues }

    public init(dictionaryLiteral elements: (String, Set<String>)...) {
        self.init(Dictionary(elements, uniquingKeysWith: { $0.union($1) }))
    }

    /// The types that have a queue.
    var types: Set<String> { queues.values.reduce(into: []) { $0.formUnion($1) } }

    mutating func add(_ queue: String, types: Set<String>) { queues[queue, default: []].formUnion(types) }
}

/// What things are called at the broker.
struct Names: Sendable {
    let prefix: String

    var exchange: String { "\(prefix).events" }
    func queue(_ service: String) -> String { "\(prefix).\(service)" }
    func deadLetters(_ service: String) -> String { "\(prefix).\(service).dead" }
}

extension AMQPConnection {
    /// Declares the exchange, the queues and their bindings; what is there already stays.
    ///
    /// A binding that nobody wants any more stays as well: an older process beside this one may still want it, or a
    /// newer one already. What comes through it is acknowledged without effect.
    func declare(
        _ topology: RabbitMQTopology, _ names: Names, deliveryLimit: Int, onDifference: (String, RabbitMQError) -> Void
    ) throws(RabbitMQError) {
        try declareExchange(names.exchange)
        for (service, types) in topology.queues.sorted(by: { $0.key < $1.key }) {
            try declareQueue(names.deadLetters(service), ["x-queue-type": "quorum"], onDifference)
            try declareQueue(
                names.queue(service),
                [
                    "x-queue-type": "quorum",
                    "x-delivery-limit": .number(deliveryLimit),
                    "x-dead-letter-exchange": "",
                    "x-dead-letter-routing-key": .text(names.deadLetters(service)),
                    // The queue gives up an event only when the dead letters have it; RabbitMQ asks for the second
                    // with the first.
                    "x-dead-letter-strategy": "at-least-once",
                    "x-overflow": "reject-publish",
                ], onDifference)
            for type in types.sorted() { try bind(names.queue(service), to: names.exchange, routingKey: type) }
        }
    }

    /// A queue that exists with other arguments is used as it is: they cannot be changed, and the shop has to go on. The
    /// channel is another one afterwards: where something consumes already, this has to happen `aside`.
    private func declareQueue(
        _ name: String, _ arguments: AMQPTable, _ onDifference: (String, RabbitMQError) -> Void
    ) throws(RabbitMQError) {
        do {
            try declareQueue(name, arguments: arguments)
        } catch .closed(let code, let reason) where code == Self.preconditionFailed {
            onDifference(name, .closed(code: code, reason))
            try reopenChannel()
        }
    }
}
