/// Why a server brought no reply. None of them holds a key, a value or a password.
public enum RedisError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address cannot be used.
    case malformedAddress(String)
    /// No connection stands at this moment; nothing was sent.
    case notConnected
    /// Nobody listens there, or the host cannot be found.
    case unreachable(String)
    /// No reply within the deadline: what was sent may have its effect yet.
    case deadlineExceeded
    /// The connection broke: what was sent may have had its effect.
    case disconnected(String)
    /// The server refuses; of its reason only the first word is kept, as the rest may repeat what it was sent.
    case refused(code: String)
    /// Too much is under way; nothing was sent.
    case overloaded
    /// The client has been shut down.
    case closed

    public var description: String {
        switch self {
        case .malformedAddress(let reason): "the address of Redis cannot be used: \(reason)"
        case .notConnected: "there is no connection to Redis at this moment"
        case .unreachable(let reason): "Redis cannot be reached: \(reason)"
        case .deadlineExceeded: "Redis did not answer in time"
        case .disconnected(let reason): "the connection to Redis broke: \(reason)"
        case .refused(let code): "Redis refuses: \(code)"
        case .overloaded: "too many commands to Redis are under way"
        case .closed: "the client of Redis has been shut down"
        }
    }

    /// For a metric's label.
    var kind: String {
        switch self {
        case .malformedAddress: "address"
        case .notConnected: "not_connected"
        case .unreachable: "unreachable"
        case .deadlineExceeded: "deadline"
        case .disconnected: "disconnected"
        case .refused: "refused"
        case .overloaded: "overloaded"
        case .closed: "closed"
        }
    }
}
