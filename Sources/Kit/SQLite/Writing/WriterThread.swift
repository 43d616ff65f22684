import EventLoops
import SQL

/// The writer's thread, and whoever waits for its end.
final class WriterThread: Sendable {
    private struct State {
        var hasEnded = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var thread: SystemThread?
    }

    private let state: Lock<State>

    init(_ writer: SQLiteWriter) throws(EventLoopError) {
        let state = Lock(State())
        self.state = state
        let thread = try SystemThread(name: "sqlite-write") {
            writer.work()
            let waiting = state.withLock { state in
                state.hasEnded = true
                return state.waiting
            }
            for continuation in waiting { continuation.resume() }
        }
        state.withLock { $0.thread = thread }
    }

    /// Waits until the thread has finished what it had to do.
    func end() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiting.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
        // It is at its last instruction; only one of those who waited may join it.
        state.withLock { $0.thread.take() }?.join()
    }
}
