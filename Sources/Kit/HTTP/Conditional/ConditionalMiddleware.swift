/// Answers reads with 304 when the caller has the same bytes already.
public struct ConditionalMiddleware: Middleware {
    /// Whether answers without a tag get one from their bytes.
    public let tagsAnswers: Bool

    public init(tagsAnswers: Bool = false) {
        self.tagsAnswers = tagsAnswers
    }

    public func handle(
        _ request: HTTPRequest, context: RequestContext, next: NextResponder
    ) async throws -> HTTPResponse {
        let response = try await next(request, context)
        guard request.method == .get || request.method == .head, response.status == .ok else { return response }
        return response.tagged(tagsAnswers).unlessKnown(to: request)
    }
}

extension HTTPResponse {
    fileprivate func tagged(_ wanted: Bool) -> HTTPResponse {
        guard wanted, !fields.contains(.etag) else { return self }
        var tagged = self
        switch body {
        case .bytes(let bytes): tagged.fields.add(.etag, ETag(of: bytes).fieldValue)
        case .static(let bytes): tagged.fields.add(.etag, ETag(of: bytes.buffer).fieldValue)
        case .empty, .stream: break
        }
        return tagged
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
        return answer
    }

    private static let describingBody: [HTTPFieldName] = [
        .contentType, .contentLength, .contentEncoding, .contentDisposition,
    ]
}
