/// Whatever answers requests: a router, a stack of middlewares around one, a whole service.
public protocol Responder: Sendable {
    func respond(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse
}
