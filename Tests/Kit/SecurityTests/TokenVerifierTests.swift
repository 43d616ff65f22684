import EventLoops
import TestSupport
import Testing
import Values

@testable import Security

struct TokenVerifierTests {
    let clock = ManualClock()
    let key: SigningKey
    let ring: KeyRing
    let verifier: TokenVerifier
    let forge: TokenForge

    init() throws {
        key = try .generate()
        ring = KeyRing(KeySet(current: key))
        verifier = TokenVerifier(keys: ring, issuer: "souk", audience: "shop", clock: clock.wallClock)
        forge = TokenForge(key: key, clock: clock)
    }

    private var issuer: TokenIssuer {
        TokenIssuer(keys: ring, issuer: "souk", audience: "shop", clock: clock.wallClock)
    }

    private func refusal(of token: String) -> TokenError? {
        do throws(TokenError) {
            _ = try verifier.verify(token)
            return nil
        } catch {
            return error
        }
    }

    @Test("An issued token is verified and says what it was issued for")
    func roundTrip() throws {
        let issued = try issuer.issue(
            subject: "42", clientID: "web", role: "buyer", sessionID: "s-1", name: "Žofie \"Zo\" 🐎")
        let claims = try verifier.verify(issued.token.reveal())
        #expect(claims == issued.claims)
        #expect(claims.name == "Žofie \"Zo\" 🐎")
        #expect(issued.expiresIn == 300)
        #expect(refusal(of: try forge.token()) == nil, "the forge makes good tokens unless it is told otherwise")
    }

    @Test("No algorithm at all is not an algorithm", arguments: ["none", "None", "NONE", "nOnE"])
    func none(spelling: String) throws {
        let header = forge.header(alg: spelling)
        #expect(refusal(of: try forge.unsigned(header: header)) == .algorithm)
        #expect(refusal(of: try forge.token(header: header)) == .algorithm)
    }

    @Test("HS256 with the public key as secret is refused", arguments: ["HS256", "ES384", "RS256", "es256", ""])
    func otherAlgorithms(name: String) throws {
        let header = forge.header(alg: name)
        let parts = try forge.token(header: header).split(separator: ".")
        let mac = HMACSHA256.authenticate("\(parts[0]).\(parts[1])", key: try PublicKeyPEM.text(of: key))
        #expect(refusal(of: try forge.unsigned(header: header, signature: mac)) == .algorithm)
        let honest = try forge.unsigned(header: forge.header(), signature: mac)
        #expect(refusal(of: honest) == .signature)
    }

    @Test("Another key's name, or another key under our name, is refused")
    func keys() throws {
        let other = TokenForge(key: try .generate(), clock: clock)
        #expect(refusal(of: try other.token()) == .unknownKey)
        #expect(refusal(of: try other.token(header: forge.header())) == .signature)
        #expect(refusal(of: try forge.token(header: forge.header(kid: ""))) == .unknownKey)
        #expect(refusal(of: try forge.token(header: #"{"alg":"ES256","typ":"at+jwt"}"#)) == .malformed)
    }

    @Test("A token of another kind is refused", arguments: ["JWT", "svc+jwt", "AT+JWT", ""])
    func type(name: String) throws {
        #expect(refusal(of: try forge.token(header: forge.header(typ: name))) == .type)
    }

    @Test("Critical extensions are refused, as we know none")
    func critical() throws {
        let header = #"{"alg":"ES256","typ":"at+jwt","kid":"\#(key.id)","crit":["b64"],"b64":false}"#
        #expect(refusal(of: try forge.token(header: header)) == .malformed)
    }

    @Test("Issuer and audience must be ours")
    func issuerAndAudience() throws {
        #expect(refusal(of: try forge.token(changing: ["iss": #""other""#])) == .issuer)
        #expect(refusal(of: try forge.token(changing: ["aud": #""other""#])) == .audience)
        #expect(refusal(of: try forge.token(changing: ["aud": "[]"])) == .audience)
        #expect(refusal(of: try forge.token(changing: ["aud": #"["other","shop"]"#])) == nil)
    }

    @Test(
        "What is required must be there, and of its type",
        arguments: ["iss", "sub", "exp", "iat", "jti", "client_id"])
    func required(claim: String) throws {
        #expect(refusal(of: try forge.token(leavingOut: claim)) == .malformed)
        #expect(refusal(of: try forge.token(changing: [claim: "[]"])) == .malformed)
    }

    @Test("An expiry is a whole number of seconds that exists", arguments: [#""soon""#, "1e99", "1.5", "-1", "null"])
    func expiry(text: String) throws {
        #expect(refusal(of: try forge.token(changing: ["exp": text])) == .malformed)
    }

    @Test("A token ends with the second that it names, and begins with the other")
    func edges() throws {
        let now = clock.now.seconds
        #expect(refusal(of: try forge.token(changing: ["exp": "\(now)"])) == .expired)
        #expect(refusal(of: try forge.token(changing: ["exp": "\(now + 1)"])) == nil)
        #expect(refusal(of: try forge.token(changing: ["nbf": "\(now)"])) == nil)
        #expect(refusal(of: try forge.token(changing: ["nbf": "\(now + 1)"])) == .notYetValid)
        #expect(refusal(of: try forge.token(changing: ["iat": "\(now + 3_600)"])) == .notYetValid)
    }

    @Test("A claim that stands there twice is refused")
    func doubled() throws {
        let payload = try #require(Base64URL.decode(try forge.token().split(separator: ".")[1]))
        let twice = String(decoding: payload, as: UTF8.self).replacing("{", with: #"{"sub":"1","#)
        #expect(refusal(of: try forge.sign(header: forge.header(), payload: twice)) == .malformed)
        let header = #"{"alg":"none",\#(forge.header().dropFirst())"#
        #expect(refusal(of: try forge.token(header: header)) == .malformed)
    }

    @Test("A token has three parts of base64url, and nothing around them")
    func form() throws {
        let good = try forge.token()
        let parts = good.split(separator: ".")
        for bad in [
            "", ".", "..", "...", "a.b.c", good + "\n", " " + good, good + ".", good + "." + parts[2], "\(good)=",
            "\(parts[0]).\(parts[1])", "\(parts[0]).\(parts[1]).\(parts[2])+/",
            "\(parts[0]).\(parts[1])\0.\(parts[2])", "Bearer \(good)",
        ] {
            #expect(refusal(of: bad) == .malformed, "\(bad)")
        }
        #expect(refusal(of: "\(parts[0])..\(parts[2])") == .signature)
    }

    @Test("A signature that is missing, cut, zero or of another text is refused")
    func signatures() throws {
        let good = try #require(Base64URL.decode(try forge.token().split(separator: ".")[2]))
        for signature in [
            [], Array(good.dropLast()), good + [0], Array(repeating: 0, count: 64), Array(repeating: 0xFF, count: 64),
            Array(good.reversed()),
        ] {
            #expect(refusal(of: try forge.unsigned(header: forge.header(), signature: signature)) == .signature)
        }
        let other = try forge.token(changing: ["sub": #""1""#]).split(separator: ".")
        let mine = try forge.token().split(separator: ".")
        #expect(refusal(of: "\(mine[0]).\(other[1]).\(mine[2])") == .signature)
    }

    @Test("A megabyte is refused before it is looked at")
    func long() throws {
        #expect(refusal(of: String(repeating: "A", count: 1 << 20)) == .tooLong)
        #expect(
            refusal(of: try forge.token(changing: ["name": "\"\(String(repeating: "a", count: 5_000))\""])) == .tooLong)
    }

    @Test("A refusal does not repeat the token")
    func silence() throws {
        let issued = try issuer.issue(subject: "42", clientID: "web")
        #expect(!"\(issued) \(TokenError.signature)".contains(issued.token.reveal()))
        #expect(!String(reflecting: issued).contains(issued.token.reveal()))
        #expect("\(issued.token)" == "<redacted>")
    }

    @Test("After a rotation old tokens are good until their key is taken away")
    func rotation() throws {
        let old = try issuer.issue(subject: "42", clientID: "web").token.reveal()
        let next = try SigningKey.generate()
        ring.replace(with: ring.current.rotated(to: next))
        let new = try issuer.issue(subject: "42", clientID: "web").token.reveal()
        #expect(refusal(of: old) == nil)
        #expect(refusal(of: new) == nil)
        ring.replace(with: KeySet(current: next))
        #expect(refusal(of: old) == .unknownKey)
        #expect(refusal(of: new) == nil)
    }

    @Test("What a loop remembers ends with the token and with its key")
    func memory() async throws {
        let token = try issuer.issue(subject: "42", clientID: "web").token.reveal()
        let (verifier, ring, clock) = (verifier, ring, clock)
        try await withEventLoops { _ in
            #expect(EventLoop.current != nil)
            _ = try verifier.verify(token)
            clock.advance(by: .seconds(299))
            _ = try verifier.verify(token)
            clock.advance(by: .seconds(1))
            #expect(throws: TokenError.expired) { try verifier.verify(token) }
            clock.advance(by: .seconds(-10))
            _ = try verifier.verify(token)
            ring.replace(with: KeySet(current: try .generate()))
            #expect(throws: TokenError.unknownKey) { try verifier.verify(token) }
        }
    }

    @Test("A verifier without a private key issues nothing")
    func verificationOnly() throws {
        let issuer = TokenIssuer(
            keys: KeyRing(KeySet(verification: [key.verification])), issuer: "souk", audience: "shop")
        #expect(throws: KeyError.noSigningKey) { try issuer.issue(subject: "42", clientID: "web") }
    }
}
