import Values

@testable import Security

/// Makes tokens as an attacker, or a careless peer, would.
struct TokenForge {
    let key: SigningKey
    let clock: ManualClock

    var good: [String: String] {
        let now = clock.now.seconds
        return [
            "iss": #""souk""#, "sub": #""42""#, "aud": #""shop""#, "iat": "\(now)", "exp": "\(now + 300)",
            "jti": #""1""#, "client_id": #""web""#,
        ]
    }

    /// A token with some claims changed (JSON text), or left out.
    func token(
        header: String? = nil, changing changes: [String: String] = [:], leavingOut: String? = nil
    ) throws -> String {
        let claims = good.merging(changes) { _, new in new }.filter { $0.key != leavingOut }
        return try sign(
            header: header ?? self.header(),
            payload: "{" + claims.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
                + "}")
    }

    func header(alg: String = "ES256", typ: String = "at+jwt", kid: String? = nil) -> String {
        #"{"alg":"\#(alg)","typ":"\#(typ)","kid":"\#(kid ?? key.id)"}"#
    }

    func sign(header: String, payload: String) throws -> String {
        let message = Base64URL.encode(header.utf8) + "." + Base64URL.encode(payload.utf8)
        return message + "." + Base64URL.encode(try key.sign(Array(message.utf8)))
    }

    func unsigned(header: String, signature: [UInt8] = []) throws -> String {
        let parts = try token(header: header).split(separator: ".")
        return "\(parts[0]).\(parts[1]).\(Base64URL.encode(signature))"
    }
}
