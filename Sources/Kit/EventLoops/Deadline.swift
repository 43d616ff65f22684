import Synchronization

/// The time given to `Deadline.run` was not enough.
public struct DeadlineExceeded: Error, Sendable {
    public init() {}
}

/// Work that may take so long and no longer.
public enum Deadline {
    /// Runs `body` on the current loop and cancels it when `duration` has passed.
    ///
    /// It returns when the body has ended, so nothing goes on behind the caller's back: a body that ignores
    /// cancellation is waited for. Most bodies end without waiting for anything; those never see a timer.
    /// - Throws: what the body throws, or `DeadlineExceeded` when it threw because time was up.
    public static func run<Result: Sendable>(
        within duration: Duration, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withoutActuallyEscaping(body) { body in
            // It does not escape: the task that runs it has ended when this function returns.
            try await finish(within: duration, body)
        }
    }

    private static func finish<Result: Sendable>(
        within duration: Duration, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let state = DeadlineState()
        let loop = EventLoop.current
        let task = Task.immediate(executorPreference: loop) {
            defer { state.end() }
            return try await body()
        }
        if state.hasEnded { return try await task.value }
        let alarm = Alarm(after: duration, on: loop) {
            if state.expire() { task.cancel() }
        }
        defer { alarm.cancel() }
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch {
            throw state.hasExpired ? DeadlineExceeded() : error
        }
    }
}

private final class DeadlineState: Sendable {
    private let ended = Atomic(false)
    private let expired = Atomic(false)

    var hasEnded: Bool { ended.load(ordering: .acquiring) }

    var hasExpired: Bool { expired.load(ordering: .acquiring) }

    func end() { ended.store(true, ordering: .releasing) }

    func expire() -> Bool {
        guard !hasEnded else { return false }
        expired.store(true, ordering: .releasing)
        return true
    }
}

/// Calls back once after a while: on the loop's timer, or by a sleeping task off any loop.
private struct Alarm: Sendable {
    private let loop: EventLoop?
    private let timer: LoopTimer?
    private let task: Task<Void, Never>?

    init(after duration: Duration, on loop: EventLoop?, _ body: @escaping @Sendable () -> Void) {
        self.loop = loop
        if let loop {
            let timer = loop.takeTimer(body)
            timer.arm(after: duration)
            (self.timer, task) = (timer, nil)
        } else {
            timer = nil
            task = Task {
                do { try await Task.sleep(for: duration) } catch { return }
                body()
            }
        }
    }

    func cancel() {
        task?.cancel()
        guard let loop, let timer else { return }
        if loop.isCurrent { loop.giveBack(timer) } else { loop.execute { loop.giveBack(timer) } }
    }
}
