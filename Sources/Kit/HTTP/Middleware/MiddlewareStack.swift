public import EventLoops

/// Middlewares around a router or any other responder; the first is the outermost.
///
/// The chain is linked once, here, so that a request allocates nothing for it. With a router the route is found
/// before the first middleware runs: all of them see in the context who will answer.
public struct MiddlewareStack: Responder {
    /// Tells in a context whether its route was found here.
    final class Identity: Sendable {}

    private let identity = Identity()
    private let router: Router?
    private let first: NextResponder
    private let firstAtHand: NextAtHand

    public init(_ middlewares: [any Middleware], around router: Router) {
        let steps = Self.steps(middlewares)
        self.router = router
        first = Self.link(steps) { request, context in try await Router.answer(request, context) }
        firstAtHand = Self.linkAtHand(steps)
    }

    public init(_ middlewares: [any Middleware], around responder: any Responder) {
        let steps = Self.steps(middlewares)
        router = nil
        first = Self.link(steps) { request, context in await responder.respond(to: request, context: context) }
        firstAtHand = { _ in .impossible }
    }

    public func respond(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse {
        var context = context
        resolve(request, &context)
        do {
            return try await first(request, context)
        } catch {
            return ProblemMiddleware.response(to: error, request, context)
        }
    }

    public func answerAtHand(to request: HTTPRequest, context: inout RequestContext) -> Attempt<HTTPResponse> {
        resolve(request, &context)
        guard context.route?.answerAtHand != nil else { return .impossible }
        return (try? firstAtHand(Passage(request, context))) ?? .impossible
    }

    private func resolve(_ request: HTTPRequest, _ context: inout RequestContext) {
        guard let router, context.resolvedBy != ObjectIdentifier(identity) else { return }
        context.resolution = router.resolve(request.method, request.target)
        context.resolvedBy = ObjectIdentifier(identity)
    }

    private static func link(_ middlewares: [any Middleware], _ last: @escaping NextResponder) -> NextResponder {
        // A loop, as `reduce` would wrap each closure in another one, which costs a frame at every request.
        var next = last
        for middleware in middlewares.reversed() {
            next = { [next] request, context in try await middleware.handle(request, context: context, next: next) }
        }
        return next
    }

    private static func linkAtHand(_ middlewares: [any Middleware]) -> NextAtHand {
        var next: NextAtHand = { passage in
            try passage.context.route?.answerAtHand?(passage.request, passage.context) ?? .impossible
        }
        for middleware in middlewares.reversed() {
            next = { [next] in try middleware.handleAtHand($0, next: next) }
        }
        return next
    }

    /// The middlewares, with a row in place of passing ones that follow each other.
    private static func steps(_ middlewares: [any Middleware]) -> [any Middleware] {
        var steps: [any Middleware] = []
        var rest = middlewares[...]
        while let first = rest.first {
            let row = rest.prefix { $0 is any PassingMiddleware }
            steps.append(row.isEmpty ? first : MiddlewareRow(row.compactMap { $0 as? any PassingMiddleware }))
            rest = rest.dropFirst(max(1, row.count))
        }
        return steps
    }
}
