/// What answers a request on a route. What it throws becomes a problem document.
public typealias RouteHandler = @Sendable (HTTPRequest, RequestContext) async throws -> HTTPResponse
