import EventLoops
import Synchronization

/// A load that is under way, and those who wait for it.
final class Fill: Sendable {
    private enum State {
        case running([Int: CheckedContinuation<[UInt8]?, any Error>], next: Int)
        case finished([UInt8]?)
    }

    private let state = Lock(State.running([:], next: 0))
    private let promised = Atomic(false)

    /// Whether the load ends after the call that began it: then it takes long enough to be waited for.
    var isPromised: Bool { promised.load(ordering: .acquiring) }

    func bePromised() { promised.store(true, ordering: .releasing) }

    /// What was loaded; nil if the load failed.
    /// - Throws: `CancellationError` to a waiter that is cancelled. The load goes on.
    func value() async throws -> [UInt8]? {
        let number = state.withLock { state -> Int in
            guard case .running(let waiting, let next) = state else { return 0 }
            state = .running(waiting, next: next + 1)
            return next
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                wait(continuation, as: number)
            }
        } onCancel: {
            cancel(number)
        }
    }

    func finish(with value: [UInt8]?) {
        let waiting = state.withLock { state -> [CheckedContinuation<[UInt8]?, any Error>] in
            guard case .running(let waiting, _) = state else { return [] }
            state = .finished(value)
            return Array(waiting.values)
        }
        for continuation in waiting { continuation.resume(returning: value) }
    }

    private func wait(_ continuation: CheckedContinuation<[UInt8]?, any Error>, as number: Int) {
        // A cancellation that came before now found nobody to resume: look for it under the lock, where it looks too.
        let answer = state.withLock { state -> Result<[UInt8]?, any Error>? in
            switch state {
            case .finished(let value): return .success(value)
            case .running where Task.isCancelled: return .failure(CancellationError())
            case .running(var waiting, let next):
                waiting[number] = continuation
                state = .running(waiting, next: next)
                return nil
            }
        }
        if let answer { continuation.resume(with: answer) }
    }

    private func cancel(_ number: Int) {
        let continuation = state.withLock { state -> CheckedContinuation<[UInt8]?, any Error>? in
            guard case .running(var waiting, let next) = state else { return nil }
            let found = waiting.removeValue(forKey: number)
            state = .running(waiting, next: next)
            return found
        }
        continuation?.resume(throwing: CancellationError())
    }
}
