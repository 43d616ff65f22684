public import HTTP

/// A request to another server.
public struct HTTPClientRequest: Sendable {
    public var method: HTTPMethod
    /// Absolute, http or https, with its escapes.
    public var url: String
    public var fields: HTTPFields
    public var body: [UInt8]

    /// Whether sending it twice has the effect of sending it once. A request of which that is not known is never sent
    /// again by itself, also not where a kept connection turns out to be dead.
    public var isRepeatable: Bool

    /// A connection has to stand after this time; nil for what the client's configuration says.
    public var connectTimeout: Duration?

    public init(_ method: HTTPMethod = .get, _ url: String, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
        isRepeatable = method.isIdempotent || fields.contains(.idempotencyKey)
    }
}
