import EventLoops

/// Joins what a task waits for to the task's cancellation, which may come from any thread, also before there is anything.
final class CancellationSlot<Waited: Sendable>: Sendable {
    private enum State {
        case empty, cancelled
        case filled(Waited)
    }

    private let state = Lock(State.empty)

    /// False when the task is cancelled already.
    func fill(_ waited: Waited) -> Bool {
        state.withLock { state in
            if case .cancelled = state { return false }
            state = .filled(waited)
            return true
        }
    }

    /// Calls `body` on the loop, if there is something to be let go.
    func cancel(on loop: EventLoop, _ body: @escaping @Sendable (Waited) -> Void) {
        let waited = state.withLock { state -> Waited? in
            defer { state = .cancelled }
            if case .filled(let waited) = state { return waited }
            return nil
        }
        if let waited { loop.execute { body(waited) } }
    }
}
