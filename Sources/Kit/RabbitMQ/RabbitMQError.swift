public import Messaging

/// Why something could not be had from the broker. No case quotes the password.
public enum RabbitMQError: BrokerError, HandlerError, Hashable, CustomStringConvertible {
    /// Nobody answers at the address.
    case unreachable(String)
    /// The broker does not let us in: user, password or virtual host are wrong, or a right is missing.
    case refused(String)
    /// The broker closed the channel or the connection, and says why.
    case closed(code: Int, String)
    /// The connection broke.
    case broken(String)
    /// The broker takes no events for now, as it is short of memory or disk.
    case blocked(String)
    /// So many events wait already.
    case full(limit: Int)
    /// No confirmation came in time.
    case unconfirmed
    /// The broker has no queue for an event that somebody wants.
    case unroutable(type: String)
    /// A queue did not take this event, as when there is a limit to its length.
    case rejected
    /// This side has been stopped.
    case stopped

    /// Whether others would fare no better. Only `rejected` is about some, which are not to blame either.
    public var concernsAll: Bool { self != .rejected }
    public var sparesEvent: Bool { true }

    /// What stays the same when the same happens to the next connection, for logs and metrics.
    public var kind: String {
        switch self {
        case .unreachable: "unreachable"
        case .refused: "refused"
        case .closed: "closed"
        case .broken: "broken"
        case .blocked: "blocked"
        case .full: "full"
        case .unconfirmed: "unconfirmed"
        case .unroutable: "unroutable"
        case .rejected: "rejected"
        case .stopped: "stopped"
        }
    }

    public var description: String {
        switch self {
        case .unreachable(let reason): "RabbitMQ cannot be reached: \(reason)"
        case .refused(let reason): "RabbitMQ refuses: \(reason)"
        case .closed(let code, let reason): "RabbitMQ closed: \(code) \(reason)"
        case .broken(let reason): "the connection to RabbitMQ broke: \(reason)"
        case .blocked(let reason): "RabbitMQ takes no events for now: \(reason)"
        case .full(let limit): "\(limit) events wait for RabbitMQ already"
        case .unconfirmed: "RabbitMQ did not confirm in time"
        case .unroutable(let type): "RabbitMQ has no queue for \(type), although there is to be one"
        case .rejected: "RabbitMQ did not take the event"
        case .stopped: "the way to RabbitMQ has been shut down"
        }
    }
}
