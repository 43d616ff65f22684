import HTTP
import HTTPClient

/// How a call to one instance has ended, as far as it matters for what to do next.
enum AttemptEnding: Sendable, Equatable {
    case answered
    /// The instance lives, and says that it cannot serve now: 503.
    case declined
    /// No connection came about; the request has not left.
    case unsent
    /// The connection broke after the request had left, or some of it.
    case broken
    /// No answer in time. The instance may still be at work.
    case timedOut
    /// Given up for a reason that lies here: the instance is not to blame.
    case abandoned

    init(_ response: HTTPResponse) {
        self = response.status == .serviceUnavailable ? .declined : .answered
    }

    init(_ error: HTTPClientError) {
        switch error {
        case .unreachable: self = .unsent
        case .broken: self = .broken
        case .deadlineExceeded: self = .timedOut
        case .responseTooLarge: self = .answered
        case .malformedRequest, .cancelled, .overloaded, .closed: self = .abandoned
        }
    }

    /// As metrics name it, where there is no status to tell.
    var errorType: String {
        switch self {
        case .answered, .declined: ""
        case .unsent: "unreachable"
        case .broken: "broken"
        case .timedOut: "timed_out"
        case .abandoned: "abandoned"
        }
    }
}
