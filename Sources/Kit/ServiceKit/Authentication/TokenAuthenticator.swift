public import Endpoints
import EventLoops
public import Security
public import Values

/// Makes identities of signed tokens: users' access tokens and services' own.
public struct TokenAuthenticator: Authenticator {
    private let users: TokenVerifier
    private let userKeys: KeySource
    private let peerKeys: KeySource
    private let clock: WallClock
    /// One for each service of this process that is called, so that what it remembers outlives the request.
    private let peers = Lock<[String: ServiceTokenVerifier]>([:])

    /// Makes an authenticator.
    /// - Parameters:
    ///   - users: verifies by the ring of `userKeys`.
    ///   - peerKeys: the keys of the services that may call.
    public init(users: TokenVerifier, userKeys: KeySource, peerKeys: KeySource, clock: WallClock = .system) {
        self.users = users
        self.userKeys = userKeys
        self.peerKeys = peerKeys
        self.clock = clock
    }

    /// Makes an authenticator that knows the keys of its peers for good, as those of one process.
    public init(users: TokenVerifier, userKeys: KeySource, peerKeys: KeyRing, clock: WallClock = .system) {
        self.init(users: users, userKeys: userKeys, peerKeys: KeySource(ring: peerKeys, clock: clock), clock: clock)
    }

    public func identity(
        of token: String, kind: Identity.Kind, audience: String
    ) async throws(AuthenticationFailure) -> Identity {
        do throws(TokenError) {
            switch kind {
            case .user: return Self.identity(try await verifiedUser(token))
            case .service: return Self.identity(try await verifiedPeer(token, audience))
            }
        } catch {
            throw AuthenticationFailure("\(error)", isExpired: error == .expired)
        }
    }

    private func verifiedUser(_ token: String) async throws(TokenError) -> AccessToken {
        do throws(TokenError) {
            return try users.verify(token)
        } catch {
            // Signed by a key that came into force a moment ago, or by nobody.
            guard error == .unknownKey, await userKeys.refresh() else { throw error }
            return try users.verify(token)
        }
    }

    private func verifiedPeer(_ token: String, _ audience: String) async throws(TokenError) -> ServiceToken {
        let verifier = peerVerifier(for: audience)
        do throws(TokenError) {
            return try verifier.verify(token)
        } catch {
            guard error == .unknownKey, await peerKeys.refresh() else { throw error }
            return try verifier.verify(token)
        }
    }

    private func peerVerifier(for audience: String) -> ServiceTokenVerifier {
        peers.withLock { peers in
            if let known = peers[audience] { return known }
            let verifier = ServiceTokenVerifier(service: audience, keys: peerKeys.ring, clock: clock)
            peers[audience] = verifier
            return verifier
        }
    }

    private static func identity(_ token: AccessToken) -> Identity {
        Identity(
            subject: token.subject, kind: .user, role: token.role, sessionID: token.sessionID, name: token.name,
            issuedAt: token.issuedAt, expiresAt: token.expiresAt)
    }

    private static func identity(_ token: ServiceToken) -> Identity {
        Identity(
            subject: token.caller, kind: .service, issuedAt: token.issuedAt, expiresAt: token.expiresAt)
    }
}
