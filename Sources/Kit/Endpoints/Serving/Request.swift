public import HTTP

/// A request that was admitted and read: whatever it holds is valid.
public struct Request<Caller: Principal, Path: Sendable, Query: Sendable, Body: Sendable>: Sendable {
    public let caller: Caller
    public let path: Path
    public let query: Query
    public let body: Body
    public let context: RequestContext
    public let http: HTTPRequest
    /// The body as it was sent; empty where none is read. An idempotency key is bound to it.
    public let rawBody: [UInt8]
    /// Nil where none was sent or the endpoint takes none.
    public let idempotencyKey: String?
    /// What `If-Match` and `If-None-Match` ask; empty where the endpoint is not conditional.
    public let preconditions: Preconditions

    public init(
        caller: Caller, path: Path, query: Query, body: Body, context: RequestContext, http: HTTPRequest,
        rawBody: [UInt8] = [], idempotencyKey: String? = nil, preconditions: Preconditions = Preconditions()
    ) {
        self.caller = caller
        self.path = path
        self.query = query
        self.body = body
        self.context = context
        self.http = http
        self.rawBody = rawBody
        self.idempotencyKey = idempotencyKey
        self.preconditions = preconditions
    }
}
