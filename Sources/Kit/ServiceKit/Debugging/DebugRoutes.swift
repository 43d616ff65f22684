import HTTP
import JSON
import Observability

/// `/debug`: the last requests with their queries and times, for whoever develops the shop on this machine.
///
/// It is mounted only where something is recorded. Even then it answers only to names of this machine, so that no page
/// of the web can have a browser read it under a name of its own, and never to what a proxy has passed on: the proxy is
/// a neighbour on this machine, whoever asked it is not.
struct DebugRoutes: Sendable {
    static let page = "/debug"
    static let document = "/debug/requests.json"
    static let style = "/debug/style.css"

    private static let hosts = AllowedHostsMiddleware(["localhost", "127.0.0.1", "[::1]"])
    private static let proxyFields: [HTTPFieldName] = [.forwarded, .xForwardedFor, .xForwardedHost, .xForwardedProto]

    let title: String
    let requests: @Sendable () -> [RecordedRequest]

    func mount(on router: inout Router) throws(RoutingError) {
        try mount(Self.page, on: &router) {
            var response = HTTPResponse.html(DebugPage(title: title, requests: requests()).html)
            response.fields[.contentSecurityPolicy] =
                "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            return response
        }
        try mount(Self.document, on: &router) {
            .json(DebugDocument(requests: requests()).value.encoded)
        }
        try mount(Self.style, on: &router) {
            HTTPResponse(type: "text/css; charset=utf-8", bytes: Array(DebugStyle.text.utf8))
        }
    }

    private func mount(
        _ path: String, on router: inout Router, _ answer: @escaping @Sendable () -> HTTPResponse
    ) throws(RoutingError) {
        try router.mount(.get, path) { request, context in
            let isPassedOn = Self.proxyFields.contains { request.fields.contains($0) }
            guard !isPassedOn, Self.hosts.allows(context.host) else { throw Problem.notFound }
            var response = answer()
            response.fields[.cacheControl] = "no-store"
            return response
        }
    }
}
