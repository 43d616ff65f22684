public import Values

/// Makes the access tokens of users.
public struct TokenIssuer: Sendable {
    private let ring: KeyRing
    private let issuer: String
    private let audience: String
    private let clock: WallClock

    /// How long a token lives: 5 minutes, as it cannot be taken back.
    public let lifetime: Duration

    public init(
        keys: KeyRing, issuer: String, audience: String, lifetime: Duration = .seconds(300), clock: WallClock = .system
    ) {
        ring = keys
        self.issuer = issuer
        self.audience = audience
        self.lifetime = lifetime
        self.clock = clock
    }

    /// Signs a token by the current key.
    /// - Throws: `KeyError.noSigningKey` where the ring can only verify.
    public func issue(
        subject: String, clientID: String, role: String? = nil, sessionID: String? = nil, name: String? = nil
    ) throws(KeyError) -> IssuedToken {
        guard let key = ring.current.signing else { throw .noSigningKey }
        // Claims count in whole seconds: what is returned must say what the token says.
        let now = Timestamp(seconds: clock.now().seconds)
        let claims = AccessToken(
            issuer: issuer, subject: subject, audience: audience, issuedAt: now, expiresAt: now + lifetime,
            id: OpaqueToken.generate().reveal(), clientID: clientID, role: role, sessionID: sessionID, name: name)
        let token = try SignedToken.make(type: AccessToken.type, payload: claims.payload, key: key)
        return IssuedToken(token: token, claims: claims)
    }
}

/// A new token, and what it says.
public struct IssuedToken: Sendable {
    /// For the `Authorization` header.
    public let token: Secret<String>
    public let claims: AccessToken

    /// What `expires_in` says, in seconds.
    public var expiresIn: Int {
        Int((claims.expiresAt - claims.issuedAt).components.seconds)
    }
}
