/// Whatever answers requests: a router, a stack of middlewares around one, a whole service.
public protocol Responder: Sendable {
    func respond(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse

    /// The answer, if it is at hand: made without a task, without waiting, without leaving the call. Most reads lie
    /// encoded in a cache; a task with its suspendable frames would cost more than all else that is done for them.
    /// - Parameter context: gets what was found out about the request, so that `respond` need not do it again.
    /// - Returns: nil where `respond` has to be asked.
    func answerAtHand(to request: HTTPRequest, context: inout RequestContext) -> HTTPResponse?
}

extension Responder {
    public func answerAtHand(to request: HTTPRequest, context: inout RequestContext) -> HTTPResponse? { nil }

    /// The answer that is at hand, or else the one that is waited for.
    public func answer(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse {
        var context = context
        if let response = answerAtHand(to: request, context: &context) { return response }
        return await respond(to: request, context: context)
    }
}
