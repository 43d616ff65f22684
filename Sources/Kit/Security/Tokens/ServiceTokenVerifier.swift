public import Values

/// Checks the tokens of services that call this one.
public struct ServiceTokenVerifier: Sendable {
    private let service: String
    private let memory: VerificationMemory<ServiceToken>

    /// - Parameters:
    ///   - service: the service that is called.
    ///   - keys: the keys of those who may call. A key that has an owner is good for that caller only.
    public init(service: String, keys: KeyRing, clock: WallClock = .system) {
        self.service = service
        memory = VerificationMemory(keys: keys, clock: clock, limit: 256)
    }

    /// Who calls, if the token is good at this moment.
    public func verify(_ token: String) throws(TokenError) -> ServiceToken {
        try memory.verify(token) { token, keys, now throws(TokenError) in
            let signed = try SignedToken(token, type: ServiceToken.type, keys: keys)
            let caller = try signed.claims.string("sub")
            guard signed.key.owner == nil || signed.key.owner == caller else { throw .issuer }
            try signed.claims.check(issuer: caller, audience: service, at: now)
            let issuedAt = try signed.claims.time("iat")
            let expiresAt = try signed.claims.time("exp")
            // A caller cannot give itself a longer life.
            guard expiresAt - issuedAt <= ServiceTokenIssuer.lifetime else { throw .expired }
            return ServiceToken(caller: caller, audience: service, issuedAt: issuedAt, expiresAt: expiresAt)
        }
    }
}
