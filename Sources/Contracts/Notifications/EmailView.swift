public import Endpoints
public import Values

public enum EmailKind: String, Codable, Sendable, CaseIterable {
    case emailVerification = "email_verification"
    case passwordReset = "password_reset"
    case orderConfirmed = "order_confirmed"
    case orderShipped = "order_shipped"
    case orderDelivered = "order_delivered"
    case orderFailed = "order_failed"
    case orderCancelled = "order_cancelled"
}

public enum EmailState: String, Codable, Sendable, CaseIterable {
    case queued, sent, failed
}

/// A mail as staff see it: links with secrets are masked, except in development.
public struct EmailView: Codable, Sendable {
    public var id: EmailID
    public var kind: EmailKind
    /// Nil once the account is closed.
    public var recipient: EmailAddress?
    public var subject: String
    public var text: String
    public var state: EmailState
    public var attempts: Int
    public var lastError: String?
    public var createdAt: Timestamp
    public var sentAt: Timestamp?

    public init(
        id: EmailID, kind: EmailKind, recipient: EmailAddress?, subject: String, text: String, state: EmailState,
        attempts: Int, lastError: String?, createdAt: Timestamp, sentAt: Timestamp?
    ) {
        self.id = id
        self.kind = kind
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.state = state
        self.attempts = attempts
        self.lastError = lastError
        self.createdAt = createdAt
        self.sentAt = sentAt
    }
}

public struct EmailQuery: PagedQuery {
    public var kind: EmailKind?
    public var state: EmailState?
    public var limit: Int?
    public var offset: Int?
    public var cursor: PageCursor?

    public init(
        kind: EmailKind? = nil, state: EmailState? = nil, limit: Int? = nil, offset: Int? = nil,
        cursor: PageCursor? = nil
    ) {
        self.kind = kind
        self.state = state
        self.limit = limit
        self.offset = offset
        self.cursor = cursor
    }
}
