public import Endpoints
import HTTP
import Security

/// A request that carries an `Idempotency-Key`, as the store knows it: who sent what under which key.
///
/// Neither the key nor the body is kept in the clear. The fingerprint is keyed with the client's own key, of which only
/// a hash is stored: a stolen table does not let anyone try passwords against the fingerprint of a registration.
public struct IdempotentRequest: Sendable, Equatable {
    /// SHA-256 over principal, route and key.
    public let id: [UInt8]
    /// SHA-256 of the body, keyed with the key.
    public let fingerprint: [UInt8]

    /// Makes one of its parts.
    /// - Parameters:
    ///   - key: without quotes.
    ///   - principal: who sends it; keys of two principals have nothing to do with each other.
    ///   - route: method and path.
    public init(key: String, principal: String, route: String, body: [UInt8]) {
        // A separator that no part can hold keeps the parts apart.
        id = SHA256Digest(of: "\(principal)\u{0}\(route)\u{0}\(key)").bytes
        // A hashed key in front is enough to key it: nobody ever shows us a fingerprint that could be extended.
        fingerprint = SHA256Digest(of: SHA256Digest(of: key).bytes + body).bytes
    }
}

extension Request {
    /// This request to an idempotency store; nil if it carries no key.
    public var idempotent: IdempotentRequest? {
        idempotencyKey.map { key in
            let principal = context.identity.map { "\($0.kind) \($0.subject)" } ?? "anyone"
            var path = http.target.rawPath[...]
            // The final slash is optional: both spellings are one route.
            while path.last == "/" { path.removeLast() }
            return IdempotentRequest(
                key: key, principal: principal, route: "\(http.method) \(path)", body: rawBody)
        }
    }
}
