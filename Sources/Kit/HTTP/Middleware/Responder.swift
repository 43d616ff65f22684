public import EventLoops

/// Whatever answers requests: a router, a stack of middlewares around one, a whole service.
public protocol Responder: Sendable {
    func respond(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse

    /// The answer, if it is at hand: made without a task, within the call or soon after it on the same loop. Most reads
    /// lie encoded in a cache, or take one query; a task with its suspendable frames would cost more than all else that
    /// is done for them.
    /// - Parameter context: gets what was found out about the request, so that `respond` need not do it again.
    /// - Returns: `impossible` where `respond` has to be asked.
    func answerAtHand(to request: HTTPRequest, context: inout RequestContext) -> Attempt<HTTPResponse>
}

extension Responder {
    public func answerAtHand(to request: HTTPRequest, context: inout RequestContext) -> Attempt<HTTPResponse> {
        .impossible
    }

    /// The answer that is at hand, or else the one that is waited for.
    public func answer(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse {
        var context = context
        switch answerAtHand(to: request, context: &context) {
        case .done(let response):
            return response
        case .promised(let promise):
            let response = await withUnsafeContinuation { continuation in
                promise.whenEnded { continuation.resume(returning: $0) }
            }
            if let response { return response }
        case .impossible:
            break
        }
        return await respond(to: request, context: context)
    }
}
