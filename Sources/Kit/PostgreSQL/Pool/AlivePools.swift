import EventLoops

/// Which loops have a pool, for the end: a pool goes with its loop, so that nobody may wait for it afterwards.
final class AlivePools: Sendable {
    private struct Entry {
        weak var pool: LoopPool?
        let loop: EventLoop
    }

    private struct State {
        var lastID = 0
        var entries: [Int: Entry] = [:]
        var isClosing = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Lock(State())

    /// How long what is under way may take when all is closed.
    private let patience: Duration

    init(patience: Duration) {
        self.patience = patience
    }

    func nextID() -> Int {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    func add(_ pool: LoopPool, _ id: Int) {
        let isClosing = state.withLock { state in
            if !state.isClosing { state.entries[id] = Entry(pool: pool, loop: pool.loop) }
            return state.isClosing
        }
        // It came too late to be waited for, and has no connection yet.
        if isClosing { pool.close(patience: patience) {} }
    }

    func remove(_ id: Int) {
        let waiting = state.withLock { state in
            state.entries.removeValue(forKey: id)
            guard state.isClosing, state.entries.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Closes all pools and waits until none has a connection.
    func close() async {
        let isFirst = state.withLock { state in
            defer { state.isClosing = true }
            return !state.isClosing
        }
        if isFirst {
            for (id, entry) in state.withLock({ $0.entries }) {
                entry.loop.execute { [weak pool = entry.pool] in
                    guard let pool else { return self.remove(id) }
                    pool.close(patience: self.patience) { self.remove(id) }
                }
            }
        }
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.entries.isEmpty { state.waiting.append(continuation) }
                return state.entries.isEmpty
            }
            if isOver { continuation.resume() }
        }
    }
}
