import Testing
import Values

@testable import Security

struct ServiceTokenTests {
    let clock = ManualClock()
    let key: SigningKey
    let ring: KeyRing

    init() throws {
        key = try .generate(owner: "orders")
        ring = KeyRing(KeySet(current: key))
    }

    private func verifier(_ service: String) -> ServiceTokenVerifier {
        ServiceTokenVerifier(service: service, keys: ring, clock: clock.wallClock)
    }

    @Test("A token is good for the service that it names, for a minute")
    func goodForOne() throws {
        let token = try ServiceTokenIssuer(service: "orders", keys: ring, clock: clock.wallClock)
            .token(for: "catalog").reveal()
        #expect(try verifier("catalog").verify(token).caller == "orders")
        #expect(throws: TokenError.audience) { try verifier("carts").verify(token) }
        clock.advance(by: .seconds(60))
        #expect(throws: TokenError.expired) { try verifier("catalog").verify(token) }
    }

    @Test("A token is used again for half its life, and not after its key was withdrawn")
    func reuse() throws {
        let issuer = ServiceTokenIssuer(service: "orders", keys: ring, clock: clock.wallClock)
        let first = try issuer.token(for: "catalog").reveal()
        clock.advance(by: .seconds(29))
        #expect(try issuer.token(for: "catalog").reveal() == first)
        #expect(try issuer.token(for: "carts").reveal() != first)
        clock.advance(by: .seconds(1))
        let second = try issuer.token(for: "catalog").reveal()
        #expect(second != first)
        ring.replace(with: KeySet(current: try .generate()))
        #expect(try issuer.token(for: "catalog").reveal() != second)
    }

    @Test("A service cannot speak in another's name")
    func impersonation() throws {
        let token = try ServiceTokenIssuer(service: "accounts", keys: ring, clock: clock.wallClock)
            .token(for: "catalog").reveal()
        #expect(throws: TokenError.issuer) { try verifier("catalog").verify(token) }
    }

    @Test("A user's token opens no door between services, and the other way round")
    func kinds() throws {
        let user = try TokenIssuer(keys: ring, issuer: "orders", audience: "catalog", clock: clock.wallClock)
            .issue(subject: "orders", clientID: "web").token.reveal()
        #expect(throws: TokenError.type) { try verifier("catalog").verify(user) }
        let service = try ServiceTokenIssuer(service: "orders", keys: ring, clock: clock.wallClock)
            .token(for: "shop").reveal()
        let users = TokenVerifier(keys: ring, issuer: "orders", audience: "shop", clock: clock.wallClock)
        #expect(throws: TokenError.type) { try users.verify(service) }
    }

    @Test("A caller cannot give itself a longer life")
    func lifetime() throws {
        let forge = TokenForge(key: key, clock: clock)
        let token = try forge.token(
            header: forge.header(typ: "svc+jwt"),
            changing: ["iss": #""orders""#, "sub": #""orders""#, "aud": #""catalog""#])
        #expect(throws: TokenError.expired) { try verifier("catalog").verify(token) }
    }
}
