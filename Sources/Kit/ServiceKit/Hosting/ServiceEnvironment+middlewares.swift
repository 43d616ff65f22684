import HTTP
import Observability

extension ServiceEnvironment {
    /// What stands around every router, the outermost first. Authentication follows as the innermost.
    ///
    /// - The caller's address has to be known before anything is written down about it.
    /// - Observation sees every answer, refusals of the layers below included.
    /// - Security headers and CORS belong on errors too, so they stand outside of where errors become answers.
    /// - Deadline, overload and authentication throw, so they stand inside.
    /// - Recording, where a developer wants it, sees the same answers.
    ///
    /// - Parameter service: whose requests they are.
    func middlewares(of service: String) throws -> [any Middleware] {
        let recording: [any Middleware] = recorders.map { [RecordingMiddleware($0.recorder(of: service))] } ?? []
        return [
            ForwardedMiddleware(trustedProxies: try ranges(of: trustedProxies)),
            ObservingMiddleware(metrics: metrics),
        ] + recording + [
            SecurityHeadersMiddleware(),
            CORSMiddleware(origins: corsOrigins, alsoAllowing: corsFields),
            ProblemMiddleware(),
            AllowedHostsMiddleware(allowedHosts.isEmpty ? ["*"] : allowedHosts),
            DeadlineMiddleware(requestDeadline),
            ConditionalMiddleware(),
            OverloadMiddleware(),
        ]
    }

    private func ranges(of texts: [String]) throws(ConfigurationError) -> [AddressRange] {
        var ranges: [AddressRange] = []
        for text in texts {
            guard let range = AddressRange(text) else {
                throw ConfigurationError(
                    Settings.trustedProxies.name, "holds \(text.debugDescription), which is no address or range")
            }
            ranges.append(range)
        }
        return ranges
    }
}
