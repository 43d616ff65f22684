import EventLoops
import Messaging
import Observability

/// Publishes, on a thread and a connection of its own.
///
/// Many publishes are under way at once; each caller goes on when the broker has confirmed its own.
final class Publisher: Sendable {
    private let keeper: ConnectionKeeper
    private let outgoing: Outgoing
    private let metrics: RabbitMQMetrics
    private let ended = ShutdownSignal()

    private var settings: RabbitMQSettings { keeper.settings }

    init(_ keeper: ConnectionKeeper, metrics: RabbitMQMetrics) {
        self.keeper = keeper
        self.metrics = metrics
        outgoing = Outgoing(limit: keeper.settings.waitingLimit, bell: keeper.bell)
    }

    var waiting: Int { outgoing.count }
    var refusal: RabbitMQError? { outgoing.refusal }

    func publish(_ envelope: EventEnvelope) async throws {
        let publication = try Publication(envelope)
        do {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    publication.begin(continuation)
                    do throws(RabbitMQError) {
                        try outgoing.add(publication)
                    } catch {
                        publication.finish(.failure(error))
                    }
                }
            } onCancel: {
                publication.finish(.failure(CancellationError()))
            }
            metrics.sent(since: publication.begun, failure: nil)
        } catch {
            metrics.sent(since: publication.begun, failure: error)
            throw error
        }
    }

    // MARK: Life

    func start() throws {
        _ = try SystemThread(name: "amqp-publish") { [self] in
            keeper.run(while: { !outgoing.isStopping }, lost: lost, work: serve)
            outgoing.refuse(.stopped)
            ended.raise()
        }
    }

    /// Takes no more, and returns when what it has is confirmed, or has failed.
    func stop() async {
        outgoing.stop()
        await ended.wait()
    }

    private func lost(_ error: RabbitMQError, isBrief: Bool) {
        // Right after a break the next connection may be up in a moment; if it is not, or breaks as well, nobody shall wait.
        if !isBrief { outgoing.refuse(error) }
    }

    // MARK: On the thread

    private func serve(_ connection: AMQPConnection) throws(RabbitMQError) {
        var window = ConfirmWindow()
        do throws(RabbitMQError) {
            try connection.confirmPublishes()
            outgoing.accept()
            try serve(connection, &window)
        } catch {
            // Whether these have arrived, nobody knows: their senders repeat them.
            for publication in window.drain() { publication.finish(.failure(error)) }
            throw error
        }
    }

    private func serve(_ connection: AMQPConnection, _ window: inout ConfirmWindow) throws(RabbitMQError) {
        let exchange = Names(prefix: settings.prefix).exchange
        while true {
            // Looked at before taking: what is added afterwards is refused.
            let isStopping = outgoing.isStopping
            let wanted = keeper.topology.withLock { $0.types }
            let batch = outgoing.take(settings.window - window.count).filter { !$0.isOver }
            // Before the first of them is sent: if the connection breaks on the way, all fail together.
            for publication in batch { window.add(publication) }
            for publication in batch {
                let type = publication.message.type
                try connection.publish(
                    publication.message, to: exchange, routingKey: type, isMandatory: wanted.contains(type))
            }
            while let received = try connection.receive() { try handle(received, &window) }
            if isStopping, window.isEmpty, outgoing.count == 0 { return }
            if let oldest = window.oldest, .now - oldest > settings.confirmTimeout { throw .unconfirmed }
            if outgoing.count == 0 || window.count >= settings.window {
                connection.wait(or: keeper.bell, upTo: window.isEmpty ? .seconds(3_600) : .milliseconds(500))
            }
        }
    }

    private func handle(_ received: Received, _ window: inout ConfirmWindow) throws(RabbitMQError) {
        switch received {
        case .confirmed(let tag, let multiple):
            for publication in window.settle(tag, multiple: multiple) { publication.finish(.success(())) }
        case .refused(let tag, let multiple):
            for publication in window.settle(tag, multiple: multiple) {
                publication.finish(.failure(RabbitMQError.rejected))
            }
        case .returned(let message):
            // Somebody has deleted a queue or a binding. The next connection declares them anew.
            throw .unroutable(type: message.type)
        case .blocked(let reason):
            outgoing.refuse(.blocked(reason))
            for publication in window.drain() { publication.finish(.failure(RabbitMQError.blocked(reason))) }
        case .unblocked:
            outgoing.accept()
        case .delivered, .taken, .nothingToTake, .cancelled:
            break
        }
    }
}
