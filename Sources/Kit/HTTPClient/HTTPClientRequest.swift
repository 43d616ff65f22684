public import HTTP

/// A request to another server.
public struct HTTPClientRequest: Sendable {
    public var method: HTTPMethod
    /// Absolute, http or https, with its escapes.
    public var url: String
    public var fields: HTTPFields
    public var body: [UInt8]

    public init(_ method: HTTPMethod = .get, _ url: String, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
    }
}
