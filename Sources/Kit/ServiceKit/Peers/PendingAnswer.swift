import EventLoops
import HTTP

/// An answer that is waited for: the first to settle it wins, the deadline, the peer, or the caller's cancellation.
final class PendingAnswer: Sendable {
    typealias Outcome = Result<HTTPResponse, PeerTransportError>

    private enum State {
        case open(CheckedContinuation<Outcome, Never>?)
        case settled(Outcome)
    }

    private let state = Lock(State.open(nil))

    var result: Outcome? {
        state.withLock { state in
            if case .settled(let outcome) = state { outcome } else { nil }
        }
    }

    func settle(_ outcome: Outcome) {
        let waiting = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
            guard case .open(let continuation) = state else { return nil }
            state = .settled(outcome)
            return continuation
        }
        waiting?.resume(returning: outcome)
    }

    func wait() async -> Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let outcome = state.withLock { state -> Outcome? in
                    if case .settled(let outcome) = state { return outcome }
                    state = .open(continuation)
                    return nil
                }
                if let outcome { continuation.resume(returning: outcome) }
            }
        } onCancel: {
            settle(.failure(.cancelled))
        }
    }
}
