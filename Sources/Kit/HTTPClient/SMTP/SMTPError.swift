/// Why a mail was not taken. No case quotes an address, a password or what the server said, which may hold them.
public enum SMTPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// For good: the server will not take this mail for this recipient, as it said with a code of 500 and more.
    case refused(code: Int)
    /// Not now, as the server said with a code below 500.
    case deferred(code: Int)
    /// The server wants no mail of ours at all, as it said before it had heard of the recipient: the sender, the login
    /// or the address of this machine is not to its liking. The mail is not to blame.
    case unwelcome(code: Int)
    /// There is no TLS where it is needed, or its certificate is not trusted.
    case insecure(String)
    /// Nobody listens there, or the host cannot be found.
    case unreachable(String)
    /// Not done within the deadline; the mail may be on its way.
    case deadlineExceeded
    /// The task was cancelled; the mail may be on its way.
    case cancelled
    /// The connection broke; the mail may be on its way.
    case broken(String)
    /// Too many mails are under way.
    case overloaded
    /// The client has been shut down.
    case closed

    /// Whether the same would happen each time.
    public var isPermanent: Bool {
        if case .refused = self { true } else { false }
    }

    public var description: String {
        switch self {
        case .refused(let code): "the mail server refuses the mail with code \(code)"
        case .deferred(let code): "the mail server wants the mail later, with code \(code)"
        case .unwelcome(let code): "the mail server takes no mail from this shop, with code \(code)"
        case .insecure(let reason): "the way to the mail server is not safe: \(reason)"
        case .unreachable(let reason): "the mail server cannot be reached: \(reason)"
        case .deadlineExceeded: "the mail server did not take the mail in time"
        case .cancelled: "the sending was cancelled"
        case .broken(let reason): "the connection to the mail server broke: \(reason)"
        case .overloaded: "too many mails are under way"
        case .closed: "the mail client has been shut down"
        }
    }

    init(_ error: HTTPClientError) {
        self =
            switch error {
            case .unreachable(let reason): .unreachable(reason)
            case .deadlineExceeded: .deadlineExceeded
            case .cancelled: .cancelled
            case .overloaded: .overloaded
            case .closed: .closed
            case .malformedRequest(let reason), .broken(let reason): .broken(reason)
            case .responseTooLarge(let limit): .broken("an answer of more than \(limit) bytes")
            }
    }
}
