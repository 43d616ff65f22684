/// A request on its way to an answer that is at hand, with what is known about it. The middlewares that it passes share
/// it, and keep it where the answer comes later: so that neither is copied on the way.
public final class Passage {
    public var request: HTTPRequest
    public var context: RequestContext

    public init(_ request: HTTPRequest, _ context: RequestContext) {
        self.request = request
        self.context = context
    }
}
