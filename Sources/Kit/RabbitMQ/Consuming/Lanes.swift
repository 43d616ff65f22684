import EventLoops
import Messaging
import Observability
import Values

/// Hands the events of one queue to its handler: those about one subject one after the other, those about several side
/// by side, so many at once. What waits is bounded by the prefetch.
final class Lanes: Sendable {
    private struct State {
        /// What waits, by subject. A subject stays in here while one of its events is in work.
        var lanes: [String: [Delivery]] = [:]
        /// Subjects of which none is in work, in the order of their turn.
        var ready: [String] = []
        var running = 0
        /// Events of earlier connections come again: those that have not begun are dropped.
        var connection = 0
        var isClosed = false
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    let queue: String
    let types: Set<String>
    private let handler: Broker.Handler
    private let loops: EventLoopGroup
    private let settings: RabbitMQSettings
    private let metrics: RabbitMQMetrics
    private let logger: Logger
    /// Tells the consumer's thread.
    private let settle: @Sendable (Settlement) -> Void
    private let state = Lock(State())

    init(
        queue: String, types: Set<String>, handler: @escaping Broker.Handler, loops: EventLoopGroup,
        settings: RabbitMQSettings, metrics: RabbitMQMetrics, logger: Logger,
        settle: @escaping @Sendable (Settlement) -> Void
    ) {
        self.queue = queue
        self.types = types
        self.handler = handler
        self.loops = loops
        self.settings = settings
        self.metrics = metrics
        self.logger = logger
        self.settle = settle
    }

    /// Forgets what earlier connections brought and nobody has begun.
    func begin(connection: Int) {
        state.withLock { state in
            state.connection = connection
            for subject in state.ready { state.lanes[subject] = nil }
            state.ready = []
            for subject in state.lanes.keys { state.lanes[subject] = [] }
        }
    }

    func take(_ delivery: Delivery) {
        let subject = delivery.envelope.subject
        let startsWorker = state.withLock { state in
            guard !state.isClosed, delivery.connection == state.connection else { return false }
            if state.lanes[subject]?.append(delivery) == nil {
                state.lanes[subject] = [delivery]
                state.ready.append(subject)
            }
            guard !state.ready.isEmpty, state.running < settings.concurrency else { return false }
            state.running += 1
            return true
        }
        if startsWorker { loops.next().spawn { await self.work() } }
    }

    /// Begins nothing any more; what has not begun goes back to the broker with the connection. Returns when all
    /// handlers have ended and told what to do.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.running > 0 { state.waitingForEnd.append(continuation) }
                return state.running == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Takes one event after the other, of the subjects in turn, while there are any.
    private func work() async {
        while let delivery = next() {
            await handle(delivery)
            finished(delivery.envelope.subject)
        }
    }

    private func next() -> Delivery? {
        let (delivery, waiting) = state.withLock { state -> (Delivery?, [CheckedContinuation<Void, Never>]) in
            if !state.isClosed, !state.ready.isEmpty {
                let subject = state.ready.removeFirst()
                if let delivery = state.lanes[subject]?.removeFirst() { return (delivery, []) }
            }
            state.running -= 1
            guard state.running == 0 else { return (nil, []) }
            defer { state.waitingForEnd = [] }
            return (nil, state.waitingForEnd)
        }
        for continuation in waiting { continuation.resume() }
        return delivery
    }

    private func finished(_ subject: String) {
        state.withLock { state in
            if state.lanes[subject]?.isEmpty == false {
                state.ready.append(subject)
            } else {
                state.lanes[subject] = nil
            }
        }
    }

    private func handle(_ delivery: Delivery) async {
        let begun = ContinuousClock.now
        do {
            // An older binding may still bring what nobody wants any more.
            if types.contains(delivery.envelope.type) {
                try await Deadline.run(within: settings.deadline) { [handler] in try await handler(delivery.envelope) }
            }
            metrics.consumed(queue, .done, after: .now - begun)
            settle(.acknowledge(delivery))
        } catch {
            failed(delivery, error, after: .now - begun)
        }
    }

    private func failed(_ delivery: Delivery, _ error: any Error, after duration: Duration) {
        var delivery = delivery
        delivery.failures += 1
        // An outage of what the handler needs takes no attempt from an event, only time.
        if error.saysNotNow { delivery.pardons += 1 }
        let isDead = delivery.failures - delivery.pardons >= settings.attempts
        metrics.consumed(queue, isDead ? .dead : .failed, after: duration)
        logger.log(
            isDead ? .error : .warning, "an event could not be handled",
            metadata: [
                "queue": "\(queue)", "event.id": "\(delivery.envelope.id)", "event.type": "\(delivery.envelope.type)",
                "event.attempts": LogValue(delivery.failures), "event.dead": .boolean(isDead),
                "error.message": "\(String("\(error)".prefix(500)))",
            ])
        if isDead {
            settle(.reject(delivery))
        } else {
            settle(.hold(delivery, until: .now + settings.retries.pause(afterFailures: delivery.failures)))
        }
    }
}
