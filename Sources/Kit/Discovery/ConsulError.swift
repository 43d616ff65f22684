public import HTTP
public import HTTPClient

/// Why Consul gave no usable answer.
public enum ConsulError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No answer at all, or none in time.
    case unreachable(HTTPClientError)
    /// The agent refused: 403 without the right token, 500 while its cluster has no leader.
    case refused(HTTPStatus)
    /// The answer is not what the interface promises.
    case unreadable

    public var description: String {
        switch self {
        case .unreachable(let error): "Consul cannot be reached: \(error)"
        case .refused(.forbidden): "Consul refuses: the token may not do this (CONSUL_HTTP_TOKEN)"
        case .refused(let status): "Consul refuses: \(status)"
        case .unreadable: "Consul's answer cannot be read"
        }
    }
}
