public import Endpoints
public import HTTP
import Observability
public import ServiceKit

/// A service as a client sees it, without a socket: its whole responder, middlewares included.
///
///     let shop = try ServiceTester(Reviews(database: database, …))
///     let review = try await shop.call(ReviewsAPI.post, body: NewReview(…), as: .user(buyer))
///     let problem = await #expect(throws: Problem.self) { try await shop.call(ReviewsAPI.post, …, as: .anyone) }
public struct ServiceTester: Sendable {
    /// The hosted service.
    public let host: ServiceHost

    /// Hosts a service for a test.
    public init(_ service: some ShopService) throws {
        self.init(host: try ServiceHost(service: service, environment: Self.environment))
    }

    /// Speaks to a host that was put together otherwise, such as a gateway.
    public init(host: ServiceHost) {
        self.host = host
    }

    /// An environment that takes the tokens of `TestCaller` and keeps quiet.
    public static var environment: ServiceEnvironment {
        ServiceEnvironment(
            authenticator: TestAuthenticator(), logger: Logger(label: "test", handlers: []),
            metrics: MetricsRegistry())
    }

    /// Sends a request as it is.
    public func send(_ request: HTTPRequest, as caller: TestCaller = .anyone) async -> HTTPResponse {
        let request = caller.signing(request)
        return await host.answer(to: request, context: RequestContext(for: request, logger: host.logger))
    }

    /// Sends a request to a target, with a body in JSON.
    public func send(
        _ method: HTTPMethod, _ target: String, json: String? = nil, fields: HTTPFields = [:],
        as caller: TestCaller = .anyone
    ) async throws -> HTTPResponse {
        var fields = fields
        if json != nil { fields.setIfAbsent(.contentType, "application/json") }
        let body: HTTPBody = json.map { .bytes(Array($0.utf8)) } ?? .empty
        return await send(try HTTPRequest(method, target, fields: fields, body: body), as: caller)
    }
}

extension ServiceTester {
    /// Calls an endpoint as a client would.
    /// - Throws: the `Problem` that the service answers with.
    public func call<
        Caller: Principal, Path: Codable & Sendable, Query: Codable & Sendable, Body: RequestBody & Encodable,
        Output: Codable & Sendable
    >(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>, path: Path, query: Query, body: Body,
        key: String? = nil, as caller: TestCaller = .anyone
    ) async throws -> Output {
        let call = try EndpointCall(endpoint, path: path, query: query, body: body, idempotencyKey: key)
        return try await call.output(of: await send(call.request, as: caller))
    }
}
