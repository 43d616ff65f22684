/// Adds the fields by which browsers protect a site. What an answer says itself stays.
public struct SecurityHeadersMiddleware: PassingMiddleware {
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
        var overHTTPS = always
        overHTTPS.add(.strictTransportSecurity, "max-age=\(strictTransportSeconds)")
        self.overHTTPS = overHTTPS
    }

    public func finish(_ response: inout HTTPResponse, to request: HTTPRequest, _ context: RequestContext) {
        // Between services nobody looks at them.
        guard !context.isInProcess else { return }
        response.fields.addIfAbsent(context.scheme == "https" ? overHTTPS : always)
        // What somebody got by being logged in must not lie in a cache that others share.
        if request.fields.contains(.authorization) || response.fields.contains(.setCookie) {
            response.fields.setIfAbsent(.cacheControl, "private, no-store")
        }
    }
}
