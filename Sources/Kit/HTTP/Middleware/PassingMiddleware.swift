public import EventLoops

/// A middleware that waits for nothing: it looks at the request on its way in and at the answer on its way out.
///
/// A stack takes several of them that follow each other in one step, while every other middleware costs a suspendable
/// frame of its own: more than most of them do.
public protocol PassingMiddleware: Middleware {
    /// Looks at the request on its way in, and may change it, what is known about it, or refuse it by throwing.
    /// - Returns: an answer in place of that of the rest of the way; `finish` does not see it.
    func admit(_ request: inout HTTPRequest, _ context: inout RequestContext) throws -> HTTPResponse?

    /// Looks at the answer on its way out.
    func finish(_ response: inout HTTPResponse, to request: HTTPRequest, _ context: RequestContext)

    /// Answers what the rest of the way has thrown, or throws it on.
    func recover(from error: any Error, _ request: HTTPRequest, _ context: RequestContext) throws -> HTTPResponse
}

extension PassingMiddleware {
    public func admit(_ request: inout HTTPRequest, _ context: inout RequestContext) throws -> HTTPResponse? { nil }

    public func finish(_ response: inout HTTPResponse, to request: HTTPRequest, _ context: RequestContext) {}

    public func recover(
        from error: any Error, _ request: HTTPRequest, _ context: RequestContext
    ) throws -> HTTPResponse {
        throw error
    }

    public func handle(
        _ request: HTTPRequest, context: RequestContext, next: NextResponder
    ) async throws -> HTTPResponse {
        try await MiddlewareRow([self]).handle(request, context: context, next: next)
    }

    public func handleAtHand(_ passage: Passage, next: NextAtHand) throws -> Attempt<HTTPResponse> {
        try MiddlewareRow([self]).handleAtHand(passage, next: next)
    }
}

/// Passing middlewares that follow each other, the first the outermost.
struct MiddlewareRow: Middleware {
    private let middlewares: [any PassingMiddleware]

    init(_ middlewares: [any PassingMiddleware]) {
        self.middlewares = middlewares
    }

    func handle(
        _ request: HTTPRequest, context: RequestContext, next: NextResponder
    ) async throws -> HTTPResponse {
        var request = request
        var context = context
        var entered = 0
        var result: Result<HTTPResponse, any Error>
        do {
            if let answer = try admit(&request, &context, &entered) {
                result = .success(answer)
            } else {
                result = .success(try await next(request, context))
            }
        } catch {
            result = .failure(error)
        }
        return try leave(result, entered, request, context)
    }

    func handleAtHand(_ passage: Passage, next: NextAtHand) throws -> Attempt<HTTPResponse> {
        var entered = 0
        let attempt: Attempt<HTTPResponse>
        do {
            attempt =
                try admit(&passage.request, &passage.context, &entered).map { .done($0) } ?? next(passage)
        } catch {
            return .done(try leave(.failure(error), entered, passage.request, passage.context))
        }
        // The way of nearly all: nothing is thrown, so that nothing has to be carried along that could have been.
        if case .done(let answer) = attempt { return .done(finished(answer, entered, passage)) }
        return try attempt.map { [entered] in finished($0, entered, passage) }
    }

    private func finished(_ answer: HTTPResponse, _ entered: Int, _ passage: Passage) -> HTTPResponse {
        var answer = answer
        let (request, context) = (passage.request, passage.context)
        var left = entered
        while left > 0 {
            left -= 1
            middlewares[left].finish(&answer, to: request, context)
        }
        return answer
    }

    private func admit(
        _ request: inout HTTPRequest, _ context: inout RequestContext, _ entered: inout Int
    ) throws -> HTTPResponse? {
        while entered < middlewares.count {
            if let answer = try middlewares[entered].admit(&request, &context) { return answer }
            entered += 1
        }
        return nil
    }

    /// The way out leads past those only that were passed on the way in.
    private func leave(
        _ result: Result<HTTPResponse, any Error>, _ entered: Int, _ request: HTTPRequest, _ context: RequestContext
    ) throws -> HTTPResponse {
        var result = result
        for middleware in middlewares[..<entered].reversed() {
            switch result {
            case .success(var response):
                middleware.finish(&response, to: request, context)
                result = .success(response)
            case .failure(let error):
                result = Result { try middleware.recover(from: error, request, context) }
            }
        }
        return try result.get()
    }
}
