public import HTTP
import JSON

extension Endpoint {
    /// The output as it is sent.
    public func response(
        for output: Output, status: HTTPStatus? = nil, fields: HTTPFields = [:]
    ) throws -> HTTPResponse {
        let status = status ?? self.status
        guard Output.self != Nothing.self, status.allowsBody else { return HTTPResponse(status, fields: fields) }
        var response = HTTPResponse.json(try JSONEncoding.encode(output), status: status)
        response.fields.merge(fields)
        return response
    }

    /// The reply as it is sent.
    public func response(for reply: Reply<Output>) throws -> HTTPResponse {
        switch reply.content {
        case .stored(var response):
            response.fields.merge(reply.fields)
            return response
        case .output(let output):
            return try response(for: output, status: reply.status, fields: reply.fields)
        }
    }

    /// Tags the answer of a conditional endpoint, and leaves its body out where the caller has it.
    func conditioned(_ response: HTTPResponse, for request: HTTPRequest) -> HTTPResponse {
        guard isConditional, response.status == .ok else { return response }
        var response = response
        if !response.fields.contains(.etag), case .bytes(let bytes) = response.body {
            response.fields[.etag] = ETag(of: bytes).fieldValue
        }
        return request.method == .get || request.method == .head ? response.unlessKnown(to: request) : response
    }
}

extension ETag {
    /// The tag that a conditional endpoint gives to this output: what a handler checks `If-Match` against.
    public init(ofEncoded output: some Encodable) throws {
        self.init(of: try JSONEncoding.encode(output))
    }
}
