import EventLoops

/// The events that wait for the publisher's thread. Any loop adds, the thread takes.
final class Outgoing: Sendable {
    private struct State {
        var waiting: [Publication] = []
        /// Why nothing is taken for now.
        var refusal: RabbitMQError?
        var isStopping = false
    }

    private let limit: Int
    private let bell: Doorbell
    private let state = Lock(State())

    init(limit: Int, bell: Doorbell) { (self.limit, self.bell) = (limit, bell) }

    var isStopping: Bool { state.withLock { $0.isStopping } }
    /// Why nothing is taken now.
    var refusal: RabbitMQError? { state.withLock { $0.isStopping ? .stopped : $0.refusal } }
    var count: Int { state.withLock { $0.waiting.count } }

    func add(_ publication: Publication) throws(RabbitMQError) {
        let isFirst = try state.withLock { state throws(RabbitMQError) -> Bool in
            if state.isStopping { throw .stopped }
            if let refusal = state.refusal { throw refusal }
            guard state.waiting.count < limit else { throw .full(limit: limit) }
            state.waiting.append(publication)
            return state.waiting.count == 1
        }
        if isFirst { bell.ring() }
    }

    /// - Returns: at most so many, oldest first.
    func take(_ most: Int) -> [Publication] {
        guard most > 0 else { return [] }
        return state.withLock { state in
            defer { state.waiting.removeFirst(min(most, state.waiting.count)) }
            return Array(state.waiting.prefix(most))
        }
    }

    /// Takes no more for this reason, and sends back what waits.
    func refuse(_ error: RabbitMQError) {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.refusal = error
            return state.waiting
        }
        for publication in waiting { publication.finish(.failure(error)) }
    }

    func accept() { state.withLock { $0.refusal = nil } }

    /// Takes no more. What waits still goes out if it can.
    func stop() {
        state.withLock { $0.isStopping = true }
        bell.ring()
    }
}
