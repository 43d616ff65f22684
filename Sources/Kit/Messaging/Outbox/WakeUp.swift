import EventLoops

/// A bell: whoever waits is woken; rung while nobody waits, it lets the next one through at once.
public final class WakeUp: Sendable {
    private struct State {
        var isRaised = false
        var nextTicket = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Lock(State())

    public init() {}

    /// May be called from any thread.
    public func raise() {
        let waiting = state.withLock { state in
            if state.waiting.isEmpty { state.isRaised = true }
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Returns when the bell rings, when the time is over or when the task is cancelled.
    public func wait(upTo duration: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.ring() }
            group.addTask { try? await Sleep.for(duration) }
            await group.next()
            group.cancelAll()
        }
    }

    private func ring() async {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayGo = state.withLock { state in
                    if state.isRaised || Task.isCancelled {
                        state.isRaised = false
                        return true
                    }
                    state.waiting[ticket] = continuation
                    return false
                }
                if mayGo { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume()
        }
    }
}
