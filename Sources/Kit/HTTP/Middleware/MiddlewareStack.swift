/// Middlewares around a router or any other responder; the first is the outermost.
///
/// The chain is linked once, here, so that a request allocates nothing for it. With a router the route is found
/// before the first middleware runs: all of them see in the context who will answer.
public struct MiddlewareStack: Responder {
    private let router: Router?
    private let first: NextResponder

    public init(_ middlewares: [any Middleware], around router: Router) {
        self.router = router
        first = Self.link(middlewares) { request, context in try await Router.answer(request, context) }
    }

    public init(_ middlewares: [any Middleware], around responder: any Responder) {
        router = nil
        first = Self.link(middlewares) { request, context in await responder.respond(to: request, context: context) }
    }

    public func respond(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse {
        var context = context
        if let router { context.resolution = router.resolve(request.method, request.target) }
        do {
            return try await first(request, context)
        } catch {
            return ProblemMiddleware.response(to: error, request, context)
        }
    }

    private static func link(_ middlewares: [any Middleware], _ last: @escaping NextResponder) -> NextResponder {
        middlewares.reversed().reduce(last) { next, middleware in
            { request, context in try await middleware.handle(request, context: context, next: next) }
        }
    }
}
