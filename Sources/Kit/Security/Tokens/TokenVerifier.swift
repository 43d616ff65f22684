public import Values

/// Checks the access tokens of users.
public struct TokenVerifier: Sendable {
    private let issuer: String
    private let audience: String
    private let memory: VerificationMemory<AccessToken>

    /// - Parameter cacheLimit: how many tokens each loop remembers at most.
    public init(
        keys: KeyRing, issuer: String, audience: String, clock: WallClock = .system, cacheLimit: Int = 8_192
    ) {
        self.issuer = issuer
        self.audience = audience
        memory = VerificationMemory(keys: keys, clock: clock, limit: cacheLimit)
    }

    /// What the token says, if it is good at this moment. Works off the loops as well, without a memory.
    public func verify(_ token: String) throws(TokenError) -> AccessToken {
        try memory.verify(token) { token, keys, now throws(TokenError) in
            let signed = try SignedToken(token, type: AccessToken.type, keys: keys)
            try signed.claims.check(issuer: issuer, audience: audience, at: now)
            return try AccessToken(signed.claims, audience: audience)
        }
    }
}
