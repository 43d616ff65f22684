/// The rest of the way to the handler, as a middleware sees it.
public typealias NextResponder = @Sendable (HTTPRequest, RequestContext) async throws -> HTTPResponse

/// The rest of the way for an answer that is at hand; it gives nil where there is none.
public typealias NextAtHand = @Sendable (inout HTTPRequest, inout RequestContext) throws -> HTTPResponse?

/// A step that every request passes on its way in and every answer on its way out.
public protocol Middleware: Sendable {
    /// Answers by itself, or hands the request on.
    func handle(_ request: HTTPRequest, context: RequestContext, next: NextResponder) async throws -> HTTPResponse

    /// Does the same without waiting for anything, or gives nil: then `handle` is called. What it does before it gives
    /// nil must be such that it can be done twice. Request and context are not copied on the way: what an inner
    /// middleware changes is seen on the way out.
    func handleAtHand(
        _ request: inout HTTPRequest, context: inout RequestContext, next: NextAtHand
    ) throws -> HTTPResponse?
}

extension Middleware {
    public func handleAtHand(
        _ request: inout HTTPRequest, context: inout RequestContext, next: NextAtHand
    ) throws -> HTTPResponse? { nil }
}
