/// What answers a request on a route. What it throws becomes a problem document.
public typealias RouteHandler = @Sendable (HTTPRequest, RequestContext) async throws -> HTTPResponse

/// What answers a request on a route without waiting for anything; nil where the handler has to be asked.
public typealias AtHandHandler = @Sendable (HTTPRequest, RequestContext) throws -> HTTPResponse?
