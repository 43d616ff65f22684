public import HTTP
public import Values

/// Who sends a request, as its verified token says. Nothing here ever comes from a body.
public struct Identity: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case user, service
    }

    /// A user's id, or a service's name.
    public var subject: String
    public var kind: Kind
    public var role: String?
    public var sessionID: String?
    public var name: String?
    public var issuedAt: Timestamp
    public var expiresAt: Timestamp

    public init(
        subject: String, kind: Kind, role: String? = nil, sessionID: String? = nil, name: String? = nil,
        issuedAt: Timestamp, expiresAt: Timestamp
    ) {
        self.subject = subject
        self.kind = kind
        self.role = role
        self.sessionID = sessionID
        self.name = name
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }
}

private enum IdentityKey: ContextKey {
    typealias Value = Identity
}

private enum RefusedTokenKey: ContextKey {
    typealias Value = Problem
}

extension RequestContext {
    /// Who sends the request; nil for anybody.
    public var identity: Identity? {
        get { self[IdentityKey.self] }
        set { self[IdentityKey.self] = newValue }
    }

    /// Why the token that came along is no good. Routes that look at tokens throw it; public ones do not care.
    public var refusedToken: Problem? {
        get { self[RefusedTokenKey.self] }
        set { self[RefusedTokenKey.self] = newValue }
    }
}
