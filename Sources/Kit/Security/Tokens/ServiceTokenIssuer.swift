import EventLoops
import JSON
public import Values

/// Makes the tokens by which one service calls the others.
public final class ServiceTokenIssuer: Sendable {
    /// Good for a minute; a new one is made when half of it is gone.
    public static let lifetime = Duration.seconds(60)

    private struct Current {
        let token: Secret<String>
        let renewedAt: Timestamp
        /// Of the keys: a token by a key that was withdrawn must not be used on.
        let generation: Int
    }

    private let service: String
    private let ring: KeyRing
    private let clock: WallClock
    private let current = Lock<[String: Current]>([:])

    /// - Parameter service: the service that calls.
    public init(service: String, keys: KeyRing, clock: WallClock = .system) {
        self.service = service
        ring = keys
        self.clock = clock
    }

    /// A token for the service that is called; it is signed once in half a minute, not once a call.
    public func token(for audience: String) throws(KeyError) -> Secret<String> {
        let now = clock.now()
        let generation = ring.generation
        if let known = current.withLock({ $0[audience] }), now < known.renewedAt, known.generation == generation {
            return known.token
        }
        guard let key = ring.current.signing else { throw .noSigningKey }
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("iss", service)
        writer.member("sub", service)
        writer.member("aud", audience)
        writer.member("iat", now.seconds)
        writer.member("exp", (now + Self.lifetime).seconds)
        writer.endObject()
        let token = try SignedToken.make(type: ServiceToken.type, payload: writer.take(), key: key)
        let renewed = Current(token: token, renewedAt: now + Self.lifetime / 2, generation: generation)
        current.withLock { $0[audience] = renewed }
        return token
    }
}
