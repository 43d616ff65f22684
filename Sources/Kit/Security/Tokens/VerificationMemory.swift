import EventLoops
import Values

/// Checks tokens against the keys in force, and remembers on each loop what was good.
///
/// A signature costs more to check than a whole cached read. What is remembered is bounded, and forgotten with the
/// token's end or a change of the keys.
struct VerificationMemory<Claims: ExpiringClaims>: Sendable {
    private let ring: KeyRing
    private let clock: WallClock
    private let caches: LoopLocal<TokenCache<Claims>>

    init(keys: KeyRing, clock: WallClock, limit: Int) {
        ring = keys
        self.clock = clock
        caches = LoopLocal { _ in TokenCache(limit: limit) }
    }

    /// - Parameter check: the whole check, for a token that is not remembered.
    func verify(
        _ token: String, _ check: (String, KeySet, Timestamp) throws(TokenError) -> Claims
    ) throws(TokenError) -> Claims {
        guard token.utf8.count <= SignedToken.maximumBytes else { throw .tooLong }
        guard let cache = caches.valueIfOnLoop else { return try check(token, ring.current, clock.now()) }
        let generation = ring.generation
        let digest = SHA256Digest(of: token)
        if let known = cache.find(digest, generation: generation) {
            guard clock.now() < known.expiresAt else { throw .expired }
            return known
        }
        let claims = try check(token, ring.current, clock.now())
        cache.insert(claims, for: digest)
        return claims
    }
}

/// Claims that end.
protocol ExpiringClaims: Sendable {
    var expiresAt: Timestamp { get }
}

extension AccessToken: ExpiringClaims {}
extension ServiceToken: ExpiringClaims {}
