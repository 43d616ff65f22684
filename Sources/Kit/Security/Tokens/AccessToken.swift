public import Values

/// What a user's access token says (RFC 9068). It has been verified, or is about to be signed.
public struct AccessToken: Hashable, Sendable {
    /// The `typ` in the header, which keeps kinds of tokens apart.
    static let type = "at+jwt"

    public let issuer: String
    /// The user.
    public let subject: String
    public let audience: String
    public let issuedAt: Timestamp
    public let expiresAt: Timestamp
    /// Names this one token.
    public let id: String
    public let clientID: String
    public let role: String?
    public let sessionID: String?
    /// The user's name, for greetings.
    public let name: String?

    public init(
        issuer: String, subject: String, audience: String, issuedAt: Timestamp, expiresAt: Timestamp, id: String,
        clientID: String, role: String? = nil, sessionID: String? = nil, name: String? = nil
    ) {
        self.issuer = issuer
        self.subject = subject
        self.audience = audience
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.id = id
        self.clientID = clientID
        self.role = role
        self.sessionID = sessionID
        self.name = name
    }
}
