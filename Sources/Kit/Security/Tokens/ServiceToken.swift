public import Values

/// What one service says to another about itself. It lives for a minute and is good for one receiver.
public struct ServiceToken: Hashable, Sendable {
    static let type = "svc+jwt"

    /// The service that calls.
    public let caller: String
    /// The service that is called.
    public let audience: String
    public let issuedAt: Timestamp
    public let expiresAt: Timestamp
}
