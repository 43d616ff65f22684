/// Waiting without a thread: on the timer of the loop that the task runs on.
public enum Sleep {
    /// Waits for `duration`. Off any loop it falls back to the runtime's own, dearer timer.
    public static func `for`(_ duration: Duration) async throws(CancellationError) {
        if let loop = EventLoop.current {
            try await loop.sleep(for: duration)
            return
        }
        do {
            try await Task.sleep(for: duration)
        } catch {
            throw CancellationError()
        }
    }
}

extension EventLoop {
    /// Waits for `duration` on this loop's timer.
    public func sleep(for duration: Duration) async throws(CancellationError) {
        let sleeper = Sleeper(self)
        let slept = await withTaskCancellationHandler {
            await withCheckedContinuation { sleeper.start(duration, $0) }
        } onCancel: {
            sleeper.cancel()
        }
        if !slept { throw CancellationError() }
    }
}

/// One sleep: whichever of timer and cancellation comes first ends it.
private final class Sleeper: Sendable {
    private enum State {
        case new
        case sleeping(CheckedContinuation<Bool, Never>)
        case over
    }

    private let loop: EventLoop
    private let state = Lock(State.new)
    private let timer = Lock<LoopTimer?>(nil)

    init(_ loop: EventLoop) { self.loop = loop }

    func start(_ duration: Duration, _ continuation: CheckedContinuation<Bool, Never>) {
        let cancelledBefore = state.withLock { state in
            guard case .new = state else { return true }
            state = .sleeping(continuation)
            return false
        }
        if cancelledBefore {
            continuation.resume(returning: false)
        } else if loop.isCurrent {
            arm(duration)
        } else {
            loop.execute { self.arm(duration) }
        }
    }

    private func arm(_ duration: Duration) {
        let timer = loop.takeTimer { self.end(slept: true) }
        self.timer.withLock { $0 = timer }
        timer.arm(after: duration)
    }

    /// Runs on the thread that cancels.
    func cancel() {
        let asleep = state.withLock { state in
            if case .sleeping = state { return true }
            state = .over
            return false
        }
        if asleep { loop.execute { self.end(slept: false) } }
    }

    private func end(slept: Bool) {
        let continuation = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard case .sleeping(let continuation) = state else { return nil }
            state = .over
            return continuation
        }
        let timer = self.timer.withLock { timer in
            defer { timer = nil }
            return timer
        }
        if let timer { loop.giveBack(timer) }
        continuation?.resume(returning: slept)
    }
}
