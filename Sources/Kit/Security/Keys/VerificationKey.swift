import COpenSSL
import Values

/// The public half of a key: whoever has it can check tokens, and make none.
public struct VerificationKey: Sendable {
    /// The thumbprint of RFC 7638, which the token's `kid` names.
    public let id: String
    /// The service that signs with it, where a set holds the keys of several.
    public let owner: String?

    let x: [UInt8]
    let y: [UInt8]
    private let key: EVPKey

    /// From the coordinates of a public point.
    public init(x: [UInt8], y: [UInt8], owner: String? = nil) throws(KeyError) {
        guard x.count == ES256.coordinateBytes, y.count == ES256.coordinateBytes else { throw .malformed }
        let point = [0x04] + x + y
        guard let pointer = souk_p256_from_point(point, point.count) else {
            ERR_clear_error()
            throw .malformed
        }
        self.init(key: try EVPKey(owning: pointer), x: x, y: y, owner: owner)
    }

    init(of key: EVPKey, owner: String?) throws(KeyError) {
        // A key of its own, made from the point alone: what holds the public half must not reach the private one.
        try self.init(
            x: key.coordinate(OSSL_PKEY_PARAM_EC_PUB_X), y: key.coordinate(OSSL_PKEY_PARAM_EC_PUB_Y), owner: owner)
    }

    private init(key: EVPKey, x: [UInt8], y: [UInt8], owner: String?) {
        self.key = key
        self.x = x
        self.y = y
        self.owner = owner
        let members = #"{"crv":"P-256","kty":"EC","x":"\#(Base64URL.encode(x))","y":"\#(Base64URL.encode(y))"}"#
        id = Base64URL.encode(SHA256Digest(of: members).bytes)
    }

    /// Whether the holder of the private half signed the message.
    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        ES256.verify(signature, of: message, with: key)
    }
}
