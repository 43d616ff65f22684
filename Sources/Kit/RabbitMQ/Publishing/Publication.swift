import EventLoops
import FoundationEssentials
import JSON
import Messaging
import Values

/// An event on its way to the broker, and the caller who waits for it.
final class Publication: Sendable {
    typealias Outcome = Result<Void, any Error>

    let message: AMQPMessage
    /// When its caller began to wait.
    let begun = ContinuousClock.now
    private let state = Lock(State.new)

    private enum State {
        case new
        case waiting(CheckedContinuation<Void, any Error>)
        case over(Outcome)
    }

    init(_ envelope: EventEnvelope) throws {
        message = AMQPMessage(
            id: envelope.id.uuidString.lowercased(), type: envelope.type, source: envelope.source,
            seconds: UInt64(exactly: envelope.time.microseconds / 1_000_000), traceparent: envelope.traceparent,
            body: try JSONEncoding.encode(envelope))
    }

    /// Nobody waits for it any more.
    var isOver: Bool {
        state.withLock { state in
            if case .over = state { return true }
            return false
        }
    }

    func begin(_ continuation: CheckedContinuation<Void, any Error>) {
        let outcome = state.withLock { state -> Outcome? in
            if case .over(let outcome) = state { return outcome }
            state = .waiting(continuation)
            return nil
        }
        if let outcome { continuation.resume(with: outcome) }
    }

    /// Tells the caller, who goes on upon the loop that it came from. Only the first outcome counts. True if that is it.
    @discardableResult
    func finish(_ outcome: Outcome) -> Bool {
        let (isFirst, continuation) = state.withLock { state -> (Bool, CheckedContinuation<Void, any Error>?) in
            switch state {
            case .new:
                state = .over(outcome)
                return (true, nil)
            case .waiting(let continuation):
                state = .over(outcome)
                return (true, continuation)
            case .over:
                return (false, nil)
            }
        }
        continuation?.resume(with: outcome)
        return isFirst
    }
}
