public import HTTP

/// An output with more to say than its value: another status, a tag, a place.
public struct Reply<Output: Encodable & Sendable>: Sendable {
    enum Content: Sendable {
        case output(Output)
        case stored(HTTPResponse)
    }

    let content: Content
    /// Nil for the endpoint's own.
    public var status: HTTPStatus?
    public var fields: HTTPFields

    public init(
        _ output: Output, status: HTTPStatus? = nil, etag: ETag? = nil, location: String? = nil,
        fields: HTTPFields = [:]
    ) {
        content = .output(output)
        self.status = status
        self.fields = fields
        if let etag { self.fields[.etag] = etag.fieldValue }
        if let location { self.fields[.location] = location }
    }

    private init(stored response: HTTPResponse) {
        content = .stored(response)
        fields = [:]
    }

    /// An answer that was encoded before, as the one that an idempotency key is bound to.
    public static func stored(_ response: HTTPResponse) -> Reply {
        Reply(stored: response)
    }
}
