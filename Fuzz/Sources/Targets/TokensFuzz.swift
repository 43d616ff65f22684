import JSON
import Values

@testable import Security

/// Signed tokens. Whatever is changed of a token, it is refused; and of headers and claims that are signed, only those
/// are accepted that say what they have to.
enum TokensFuzz: FuzzTarget {
    static let name = "tokens"

    private static let now = Timestamp(seconds: 1_800_000_000)
    private static let key = mustNotThrow("no key") { try SigningKey.generate(owner: "orders") }
    private static let ring = KeyRing(KeySet(current: key))
    private static let clock = WallClock { now }
    private static let verifier = TokenVerifier(keys: ring, issuer: "souk", audience: "shop", clock: clock)
    private static let services = ServiceTokenVerifier(service: "catalog", keys: ring, clock: clock)
    private static let good = mustNotThrow("no token") {
        try TokenIssuer(keys: ring, issuer: "souk", audience: "shop", clock: clock)
            .issue(subject: "7", clientID: "web", role: "buyer").token.reveal()
    }

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: 5)
        switch choice {
        case 0: checkForgery(rest.text)
        case 1: checkChange(rest.bytes)
        case 2: checkClaims(rest.bytes)
        case 3: checkHeader(rest.bytes)
        default: checkServiceClaims(rest.bytes)
        }
    }

    private static func checkForgery(_ text: String) {
        let start = text.replacing("HEADER.PAYLOAD", with: good.split(separator: ".").dropLast().joined(separator: "."))
        expect((try? verifier.verify(start)) == nil || start == good, "a token that nobody signed was accepted")
        expect((try? services.verify(start)) == nil, "a token for a user was accepted from a service")
    }

    /// Pairs of bytes: a place in a good token, and what stands there instead.
    private static func checkChange(_ changes: [UInt8]) {
        var bytes = Array(good.utf8)
        for index in stride(from: 0, to: changes.count - 1, by: 2) {
            let place = (Int(changes[index]) * 2 + index % 3) % bytes.count
            bytes[place] = changes[index + 1]
        }
        let changed = String(decoding: bytes, as: UTF8.self)
        expect((try? verifier.verify(changed)) == nil || changed == good, "a changed token was accepted")
    }

    private static func checkClaims(_ payload: [UInt8]) {
        let token = mustNotThrow("cannot sign") { try SignedToken.make(type: "at+jwt", payload: payload, key: key) }
        guard let token = try? verifier.verify(token.reveal()) else { return }
        expect(token.issuer == "souk" && token.audience == "shop", "a token for others was accepted")
        expect(token.expiresAt > now, "a token that is over was accepted")
        let payloadAgain = token.payload
        let again = mustNotThrow("cannot sign") {
            try SignedToken.make(type: "at+jwt", payload: payloadAgain, key: key)
        }
        expect((try? verifier.verify(again.reveal())) == token, "a token says something else when it is written again")
    }

    private static func checkServiceClaims(_ payload: [UInt8]) {
        let token = mustNotThrow("cannot sign") { try SignedToken.make(type: "svc+jwt", payload: payload, key: key) }
        guard let token = try? services.verify(token.reveal()) else { return }
        expect(token.caller == "orders" && token.audience == "catalog", "a service spoke for another")
        expect(token.expiresAt > now && token.expiresAt - token.issuedAt <= .seconds(60), "a token lives too long")
    }

    private static func checkHeader(_ header: [UInt8]) {
        let payload = good.split(separator: ".")[1]
        let message = Base64URL.encode(header) + "." + payload
        let signature = mustNotThrow("cannot sign") { try key.sign(Array(message.utf8)) }
        guard (try? verifier.verify(message + "." + Base64URL.encode(signature))) != nil else { return }
        let fields = mustNotThrow("a header that is no JSON was accepted") { try JSONValue.parse(header) }
        expect(fields["alg"] == "ES256" && fields["typ"] == "at+jwt", "another algorithm or type was accepted")
        expect(fields["kid"]?.stringValue == key.id && fields["crit"] == nil, "another key was accepted")
    }
}
