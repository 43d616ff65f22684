public import HTTP

/// One call that a service offers, declared once: the server mounts it, clients call it, the contract is printed from
/// it, and the test of the access matrix walks it.
///
///     public static let createProduct = Endpoint(
///         .post, "products/", "Offer a product", body: NewProduct.self, returns: ProductView.self,
///         status: .created, caller: SellerOrStaff.self, refuses: .duplicate)
public struct Endpoint<
    Caller: Principal, Path: Decodable & Sendable, Query: Decodable & Sendable, Body: RequestBody,
    Output: Encodable & Sendable
>: Sendable {
    public let method: HTTPMethod
    /// From the root: a path that was declared without a first slash stands below `/api/v1/`.
    public let path: String
    public let summary: String
    public let status: HTTPStatus
    /// The refusals of its own; those that follow from its parts are not among them.
    public let problems: [ProblemCode]
    public let acceptsIdempotencyKey: Bool
    /// Answers carry a tag, and `If-Match` and `If-None-Match` are heeded.
    public let isConditional: Bool
    public var tag: String
    /// The largest body that is read, in bytes.
    public var bodyLimit: Int

    public init(
        _ method: HTTPMethod, _ path: String, _ summary: String, path _: Path.Type = Nothing.self,
        query _: Query.Type = Nothing.self, body _: Body.Type = Nothing.self, returns _: Output.Type = Nothing.self,
        status: HTTPStatus = .ok, caller _: Caller.Type, idempotencyKey: Bool = false, conditional: Bool = false,
        refuses problems: ProblemCode...
    ) {
        self.method = method
        self.path = path.hasPrefix("/") ? path : "/api/v1/\(path)"
        self.summary = summary
        self.status = status
        self.problems = problems
        acceptsIdempotencyKey = idempotencyKey
        isConditional = conditional
        tag = Self.tag(of: self.path)
        bodyLimit = Body.bodyLimit
    }

    /// The first segment that says what the call is about.
    private static func tag(of path: String) -> String {
        let segments = path.split(separator: "/").filter { !$0.hasPrefix("{") }
        let telling = segments.first { $0 != "api" && $0 != "v1" && !$0.hasPrefix(".") } ?? segments.first
        return telling.map(String.init) ?? "root"
    }
}
