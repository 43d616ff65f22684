/// Adds the fields by which browsers protect a site. What an answer says itself stays.
public struct SecurityHeadersMiddleware: Middleware {
    /// What an answer without a policy of its own may load: nothing, as fits an API.
    public static let strictestPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"

    private let always: HTTPFields
    private let overHTTPS: HTTPFields

    public init(contentSecurityPolicy: String = strictestPolicy, strictTransportSeconds: Int = 31_536_000) {
        always = [
            .xContentTypeOptions: "nosniff",
            .xFrameOptions: "DENY",
            .referrerPolicy: "strict-origin-when-cross-origin",
            .contentSecurityPolicy: contentSecurityPolicy,
            .permissionsPolicy: "camera=(), geolocation=(), microphone=()",
        ]
        overHTTPS = [.strictTransportSecurity: "max-age=\(strictTransportSeconds)"]
    }

    public func handle(
        _ request: HTTPRequest, context: RequestContext, next: NextResponder
    ) async throws -> HTTPResponse {
        var response = try await next(request, context)
        // Between services nobody looks at them.
        guard !context.isInProcess else { return response }
        response.fields.reserveCapacity(response.fields.count + always.count + 3)
        for field in always { response.fields.setIfAbsent(field.name, field.value) }
        if context.scheme == "https" {
            for field in overHTTPS { response.fields.setIfAbsent(field.name, field.value) }
        }
        // What somebody got by being logged in must not lie in a cache that others share.
        if request.fields.contains(.authorization) || response.fields.contains(.setCookie) {
            response.fields.setIfAbsent(.cacheControl, "private, no-store")
        }
        return response
    }
}
