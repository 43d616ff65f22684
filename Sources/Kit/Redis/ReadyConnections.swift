import EventLoops

/// The connections of a client's loops, and which of them stand.
final class ReadyConnections: Sendable {
    private struct State {
        var all: [RedisConnection] = []
        var ready: [RedisConnection] = []
        var isClosed = false
        var listeners: [@Sendable (RedisConnection) -> Void] = []
    }

    private let state = Lock(State())

    var ready: [RedisConnection] { state.withLock { $0.ready } }

    /// - Returns: false where no connection may be opened any more.
    func add(_ connection: RedisConnection) -> Bool {
        state.withLock { state in
            if !state.isClosed { state.all.append(connection) }
            return !state.isClosed
        }
    }

    /// - Returns: all that have to be closed now.
    func close() -> [RedisConnection] {
        state.withLock { state in
            defer { state.all = [] }
            state.isClosed = true
            return state.all
        }
    }

    func onReady(_ listener: @escaping @Sendable (RedisConnection) -> Void) {
        state.withLock { $0.listeners.append(listener) }
    }

    func change(_ connection: RedisConnection, _ isReady: Bool) {
        let listeners = state.withLock { state in
            state.ready.removeAll { $0 === connection }
            if isReady { state.ready.append(connection) }
            return isReady ? state.listeners : []
        }
        for listener in listeners { listener(connection) }
    }
}
