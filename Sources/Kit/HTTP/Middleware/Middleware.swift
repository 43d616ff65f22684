/// The rest of the way to the handler, as a middleware sees it.
public typealias NextResponder = @Sendable (HTTPRequest, RequestContext) async throws -> HTTPResponse

/// A step that every request passes on its way in and every answer on its way out.
public protocol Middleware: Sendable {
    /// Answers by itself, or hands the request on.
    func handle(_ request: HTTPRequest, context: RequestContext, next: NextResponder) async throws -> HTTPResponse
}
