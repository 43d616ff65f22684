public import Endpoints

// What an endpoint does not take need not be given: one overload for each combination, as Swift cannot default a generic
// argument that another one already fixes.
extension PeerClient {
    /// Calls an endpoint that takes nothing.
    public func call<Caller: Principal, Output: Codable & Sendable>(
        _ endpoint: Endpoint<Caller, Nothing, Nothing, Nothing, Output>, idempotencyKey: String? = nil
    ) async throws -> Output {
        try await call(endpoint, path: Nothing(), query: Nothing(), body: Nothing(), idempotencyKey: idempotencyKey)
    }

    /// Calls an endpoint that takes a path.
    public func call<Caller: Principal, Path: Codable & Sendable, Output: Codable & Sendable>(
        _ endpoint: Endpoint<Caller, Path, Nothing, Nothing, Output>, path: Path, idempotencyKey: String? = nil
    ) async throws -> Output {
        try await call(endpoint, path: path, query: Nothing(), body: Nothing(), idempotencyKey: idempotencyKey)
    }

    /// Calls an endpoint that takes a query.
    public func call<Caller: Principal, Query: Codable & Sendable, Output: Codable & Sendable>(
        _ endpoint: Endpoint<Caller, Nothing, Query, Nothing, Output>, query: Query, idempotencyKey: String? = nil
    ) async throws -> Output {
        try await call(endpoint, path: Nothing(), query: query, body: Nothing(), idempotencyKey: idempotencyKey)
    }

    /// Calls an endpoint that takes a body.
    public func call<Caller: Principal, Body: RequestBody & Encodable, Output: Codable & Sendable>(
        _ endpoint: Endpoint<Caller, Nothing, Nothing, Body, Output>, body: Body, idempotencyKey: String? = nil
    ) async throws -> Output {
        try await call(endpoint, path: Nothing(), query: Nothing(), body: body, idempotencyKey: idempotencyKey)
    }

    /// Calls an endpoint that takes a path and a query.
    public func call<
        Caller: Principal, Path: Codable & Sendable, Query: Codable & Sendable, Output: Codable & Sendable
    >(
        _ endpoint: Endpoint<Caller, Path, Query, Nothing, Output>, path: Path, query: Query,
        idempotencyKey: String? = nil
    ) async throws -> Output {
        try await call(endpoint, path: path, query: query, body: Nothing(), idempotencyKey: idempotencyKey)
    }

    /// Calls an endpoint that takes a path and a body.
    public func call<
        Caller: Principal, Path: Codable & Sendable, Body: RequestBody & Encodable, Output: Codable & Sendable
    >(
        _ endpoint: Endpoint<Caller, Path, Nothing, Body, Output>, path: Path, body: Body, idempotencyKey: String? = nil
    ) async throws -> Output {
        try await call(endpoint, path: path, query: Nothing(), body: body, idempotencyKey: idempotencyKey)
    }

    /// Calls an endpoint that takes a query and a body.
    public func call<
        Caller: Principal, Query: Codable & Sendable, Body: RequestBody & Encodable, Output: Codable & Sendable
    >(
        _ endpoint: Endpoint<Caller, Nothing, Query, Body, Output>, query: Query, body: Body,
        idempotencyKey: String? = nil
    ) async throws -> Output {
        try await call(endpoint, path: Nothing(), query: query, body: body, idempotencyKey: idempotencyKey)
    }
}
