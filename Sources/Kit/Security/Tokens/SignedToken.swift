import JSON
import Values

/// The compact form of a signed token, taken apart and checked up to its signature. What the payload claims is
/// looked at afterwards, by those who know the kind.
struct SignedToken {
    /// Longer ones are refused before anything is decoded.
    static let maximumBytes = 4_096

    let claims: TokenClaims
    let key: VerificationKey

    /// The rules do not depend on what the token says: the algorithm is that of the key, the type is the one wanted.
    init(_ token: String, type: String, keys: KeySet) throws(TokenError) {
        guard token.utf8.count <= Self.maximumBytes else { throw .tooLong }
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3,
            let header = Base64URL.decode(Substring(parts[0])), let payload = Base64URL.decode(Substring(parts[1])),
            let signature = Base64URL.decode(Substring(parts[2]))
        else { throw .malformed }
        let fields = try TokenClaims(header)
        guard try fields.string("alg") == ES256.name else { throw .algorithm }
        guard try fields.string("typ") == type else { throw .type }
        // An extension that we would have to understand.
        guard !fields.has("crit") else { throw .malformed }
        guard let key = keys.key(id: try fields.string("kid")) else { throw .unknownKey }
        let message = Array(token.utf8.prefix(parts[0].count + 1 + parts[1].count))
        guard key.verifies(signature, of: message) else { throw .signature }
        self.key = key
        claims = try TokenClaims(payload)
    }

    /// Signs a payload.
    static func make(type: String, payload: [UInt8], key: SigningKey) throws(KeyError) -> Secret<String> {
        // Neither value can hold a character that JSON escapes.
        let header = #"{"alg":"\#(ES256.name)","typ":"\#(type)","kid":"\#(key.id)"}"#
        let message = Base64URL.encode(header.utf8) + "." + Base64URL.encode(payload)
        return Secret(message + "." + Base64URL.encode(try key.sign(Array(message.utf8))))
    }
}
