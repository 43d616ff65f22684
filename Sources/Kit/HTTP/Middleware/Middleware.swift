public import EventLoops

/// The rest of the way to the handler, as a middleware sees it.
public typealias NextResponder = @Sendable (HTTPRequest, RequestContext) async throws -> HTTPResponse

/// The rest of the way for an answer without a task.
public typealias NextAtHand = @Sendable (Passage) throws -> Attempt<HTTPResponse>

/// A step that every request passes on its way in and every answer on its way out.
public protocol Middleware: Sendable {
    /// Answers by itself, or hands the request on.
    func handle(_ request: HTTPRequest, context: RequestContext, next: NextResponder) async throws -> HTTPResponse

    /// Does the same without a task. Where that is impossible `handle` is called, so what it does must be such that it
    /// can be done twice. All share the passage: what an inner middleware changes is seen on the way out.
    func handleAtHand(_ passage: Passage, next: NextAtHand) throws -> Attempt<HTTPResponse>
}

extension Middleware {
    public func handleAtHand(_ passage: Passage, next: NextAtHand) throws -> Attempt<HTTPResponse> { .impossible }
}
