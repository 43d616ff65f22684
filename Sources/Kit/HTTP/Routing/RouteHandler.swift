public import EventLoops

/// What answers a request on a route. What it throws becomes a problem document.
public typealias RouteHandler = @Sendable (HTTPRequest, RequestContext) async throws -> HTTPResponse

/// What answers a request on a route without a task, where it can; else the handler is asked.
public typealias AtHandHandler = @Sendable (HTTPRequest, RequestContext) throws -> Attempt<HTTPResponse>
