/// An answer to a request.
public struct HTTPResponse: Sendable {
    public var status: HTTPStatus
    public var fields: HTTPFields
    public var body: HTTPResponseBody

    public init(_ status: HTTPStatus, fields: HTTPFields = [:], body: HTTPResponseBody = .empty) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// An answer with bytes of a media type.
    public init(_ status: HTTPStatus = .ok, type: String, bytes: [UInt8]) {
        self.init(status, fields: [.contentType: type], body: .bytes(bytes))
    }

    /// An answer in JSON that is encoded already.
    public static func json(_ bytes: [UInt8], status: HTTPStatus = .ok) -> HTTPResponse {
        HTTPResponse(status, type: "application/json", bytes: bytes)
    }

    public static func text(_ text: String, status: HTTPStatus = .ok) -> HTTPResponse {
        HTTPResponse(status, type: "text/plain; charset=utf-8", bytes: Array(text.utf8))
    }

    public static func html(_ text: String, status: HTTPStatus = .ok) -> HTTPResponse {
        HTTPResponse(status, type: "text/html; charset=utf-8", bytes: Array(text.utf8))
    }

    /// Sends a browser elsewhere, by GET unless the status says otherwise.
    public static func redirect(to location: String, status: HTTPStatus = .seeOther) -> HTTPResponse {
        HTTPResponse(status, fields: [.location: location])
    }
}
