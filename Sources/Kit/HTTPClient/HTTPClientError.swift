/// Why a call brought no response. A response of any status is none of these.
public enum HTTPClientError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The URL is none, or not of http or https; or a field cannot be sent.
    case malformedRequest(String)
    /// Nobody listens there, or the host cannot be found: the request has not been sent.
    case unreachable(String)
    /// No response within the deadline: the request may have had its effect.
    case deadlineExceeded
    /// The task was cancelled: the request may have had its effect.
    case cancelled
    /// The response is longer than the client takes.
    case responseTooLarge(limit: Int)
    /// Too many calls are under way.
    case overloaded
    /// The connection broke, or what came is no HTTP.
    case broken(String)
    /// The client has been shut down.
    case closed

    public var description: String {
        switch self {
        case .malformedRequest(let reason): "the request cannot be sent: \(reason)"
        case .unreachable(let reason): "the server cannot be reached: \(reason)"
        case .deadlineExceeded: "the server did not answer in time"
        case .cancelled: "the call was cancelled"
        case .responseTooLarge(let limit): "the response is longer than \(limit) bytes"
        case .overloaded: "too many calls are under way"
        case .broken(let reason): "the connection broke: \(reason)"
        case .closed: "the client has been shut down"
        }
    }
}
