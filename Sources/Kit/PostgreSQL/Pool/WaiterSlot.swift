import EventLoops

/// Joins a waiter to its task's cancellation, which may come from any thread, also before there is a waiter.
final class WaiterSlot: Sendable {
    private enum State {
        case empty, cancelled
        case filled(Waiter)
    }

    private let state = Lock(State.empty)

    /// False when the task is cancelled already.
    func fill(_ waiter: Waiter) -> Bool {
        state.withLock { state in
            if case .cancelled = state { return false }
            state = .filled(waiter)
            return true
        }
    }

    func cancel(on lane: Lane) {
        let waiter = state.withLock { state -> Waiter? in
            defer { state = .cancelled }
            if case .filled(let waiter) = state { return waiter }
            return nil
        }
        if let waiter { lane.loop.execute { lane.cancel(waiter) } }
    }
}
