import Endpoints
import EventLoops
import Security
import ServiceKit
import TestSupport
import Testing
import Values

@Suite("Key source")
struct KeySourceTests {
    private let clock = ManualClock()

    @Test("A token of a key that came into force a moment ago is taken after one fetch")
    func newKey() async throws {
        let old = try SigningKey.generate()
        let new = try SigningKey.generate()
        let ring = KeyRing(KeySet(verification: [old.verification]))
        let fetches = Tally()
        let source = KeySource(ring: ring, clock: clock.wallClock) {
            fetches.add()
            return KeySet(verification: [new.verification, old.verification])
        }
        let authenticator = TokenAuthenticator(
            users: TokenVerifier(keys: ring, issuer: "souk", audience: "souk", clock: clock.wallClock),
            userKeys: source, peerKeys: KeyRing(KeySet(verification: [])), clock: clock.wallClock)
        let token = try token(of: "anna", signedBy: new)
        let identity = try await authenticator.identity(of: token, kind: .user, audience: "catalog")
        #expect(identity.subject == "anna")
        #expect(identity.kind == .user)
        _ = try await authenticator.identity(of: token, kind: .user, audience: "catalog")
        #expect(fetches.value == 1)
    }

    @Test("Made-up key names fetch no more than once in a while")
    func flood() async throws {
        let known = try SigningKey.generate()
        let stranger = try SigningKey.generate()
        let ring = KeyRing(KeySet(verification: [known.verification]))
        let fetches = Tally()
        let source = KeySource(ring: ring, interval: .seconds(5), clock: clock.wallClock) {
            fetches.add()
            return KeySet(verification: [known.verification])
        }
        let authenticator = TokenAuthenticator(
            users: TokenVerifier(keys: ring, issuer: "souk", audience: "souk", clock: clock.wallClock),
            userKeys: source, peerKeys: KeyRing(KeySet(verification: [])), clock: clock.wallClock)
        let forged = try token(of: "mallory", signedBy: stranger)
        for _ in 1...20 {
            await #expect(throws: AuthenticationFailure.self) {
                _ = try await authenticator.identity(of: forged, kind: .user, audience: "catalog")
            }
        }
        #expect(fetches.value == 1)
        clock.advance(by: .seconds(6))
        #expect(await source.refresh())
        #expect(fetches.value == 2)
    }

    @Test("Keys stay in force when they cannot be fetched")
    func fetchFails() async throws {
        struct Down: Error {}
        let known = try SigningKey.generate()
        let ring = KeyRing(KeySet(verification: [known.verification]))
        let source = KeySource(ring: ring, clock: clock.wallClock) { throw Down() }
        #expect(await !source.refresh())
        #expect(ring.current.verification.count == 1)
    }

    @Test("A service's token is good for the service that it names, and a user's is not one")
    func serviceTokens() async throws {
        let key = try SigningKey.generate(owner: "orders")
        let peers = KeyRing(KeySet(signing: key, verification: [key.verification]))
        let users = KeyRing(KeySet(current: try SigningKey.generate()))
        let authenticator = TokenAuthenticator(
            users: TokenVerifier(keys: users, issuer: "souk", audience: "souk", clock: clock.wallClock),
            userKeys: KeySource(ring: users), peerKeys: peers, clock: clock.wallClock)
        let token = try ServiceTokenIssuer(service: "orders", keys: peers, clock: clock.wallClock)
            .token(for: "catalog").reveal()
        let identity = try await authenticator.identity(of: token, kind: .service, audience: "catalog")
        #expect(identity.subject == "orders")
        #expect(identity.kind == .service)
        await #expect(throws: AuthenticationFailure.self) {
            _ = try await authenticator.identity(of: token, kind: .service, audience: "carts")
        }
        await #expect(throws: AuthenticationFailure.self) {
            _ = try await authenticator.identity(of: token, kind: .user, audience: "catalog")
        }
        clock.advance(by: .seconds(61))
        let failure = await #expect(throws: AuthenticationFailure.self) {
            _ = try await authenticator.identity(of: token, kind: .service, audience: "catalog")
        }
        #expect(failure?.isExpired == true)
    }

    private func token(of user: String, signedBy key: SigningKey) throws -> String {
        let issuer = TokenIssuer(
            keys: KeyRing(KeySet(current: key)), issuer: "souk", audience: "souk", clock: clock.wallClock)
        return try issuer.issue(subject: user, clientID: "test").token.reveal()
    }
}
