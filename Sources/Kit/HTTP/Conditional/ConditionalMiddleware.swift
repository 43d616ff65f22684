/// Answers reads with 304 when the caller has the same bytes already.
public struct ConditionalMiddleware: PassingMiddleware {
    /// Whether answers without a tag get one from their bytes.
    public let tagsAnswers: Bool

    public init(tagsAnswers: Bool = false) {
        self.tagsAnswers = tagsAnswers
    }

    public func finish(_ response: inout HTTPResponse, to request: HTTPRequest, _ context: RequestContext) {
        guard request.method == .get || request.method == .head, response.status == .ok else { return }
        if tagsAnswers { response.tag() }
        response = response.unlessKnown(to: request)
    }
}

extension HTTPResponse {
    fileprivate mutating func tag() {
        guard !fields.contains(.etag) else { return }
        switch body {
        case .bytes(let bytes): fields.add(.etag, ETag(of: bytes).fieldValue)
        case .part(let bytes): fields.add(.etag, ETag(of: Array(bytes)).fieldValue)
        case .static(let bytes): fields.add(.etag, ETag(of: bytes.buffer).fieldValue)
        case .empty, .stream: break
        }
    }

    /// The answer 304 in place of this one where the request's `If-None-Match` names its tag.
    public func unlessKnown(to request: HTTPRequest) -> HTTPResponse {
        guard let wanted = request.fields[.ifNoneMatch], let tag = fields[.etag],
            let condition = EntityTagCondition(wanted), case .tags(let own) = EntityTagCondition(tag),
            own.contains(where: { condition.matchesWeakly(ETag($0.opaque)) })
        else { return self }
        var answer = HTTPResponse(.notModified)
        // RFC 9110 wants these as they would have been; the rest describes a body that does not come.
        for field in fields where !Self.describingBody.contains(field.name) {
            answer.fields.add(field.name, field.value)
        }
        if let length = body.length { answer.fields[.contentLength] = "\(length)" }
        return answer
    }

    private static let describingBody: [HTTPFieldName] = [
        .contentType, .contentLength, .contentEncoding, .contentDisposition,
    ]
}
