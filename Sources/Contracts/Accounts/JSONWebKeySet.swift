/// Public keys as RFC 7517 writes them.
public struct JSONWebKeySet: Codable, Sendable {
    public var keys: [JSONWebKey]
    public init(keys: [JSONWebKey]) { self.keys = keys }
}

/// A public P-256 key. The coordinates are base64url of 32 bytes each.
public struct JSONWebKey: Codable, Sendable {
    public var kty: String
    public var crv: String
    public var kid: String
    public var alg: String
    public var use: String
    public var x: String
    public var y: String

    public init(kid: String, x: String, y: String) {
        (kty, crv, alg, use) = ("EC", "P-256", "ES256", "sig")
        (self.kid, self.x, self.y) = (kid, x, y)
    }
}
