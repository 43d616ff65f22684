public import Endpoints

// What an endpoint does not take need not be given.
extension ServiceTester {
    /// Calls an endpoint that takes nothing.
    public func call<Caller: Principal, Output: Codable & Sendable>(
        _ endpoint: Endpoint<Caller, Nothing, Nothing, Nothing, Output>, key: String? = nil,
        as caller: TestCaller = .anyone
    ) async throws -> Output {
        try await call(endpoint, path: Nothing(), query: Nothing(), body: Nothing(), key: key, as: caller)
    }

    /// Calls an endpoint that takes a path.
    public func call<Caller: Principal, Path: Codable & Sendable, Output: Codable & Sendable>(
        _ endpoint: Endpoint<Caller, Path, Nothing, Nothing, Output>, path: Path, key: String? = nil,
        as caller: TestCaller = .anyone
    ) async throws -> Output {
        try await call(endpoint, path: path, query: Nothing(), body: Nothing(), key: key, as: caller)
    }

    /// Calls an endpoint that takes a query.
    public func call<Caller: Principal, Query: Codable & Sendable, Output: Codable & Sendable>(
        _ endpoint: Endpoint<Caller, Nothing, Query, Nothing, Output>, query: Query, key: String? = nil,
        as caller: TestCaller = .anyone
    ) async throws -> Output {
        try await call(endpoint, path: Nothing(), query: query, body: Nothing(), key: key, as: caller)
    }

    /// Calls an endpoint that takes a body.
    public func call<Caller: Principal, Body: RequestBody & Encodable, Output: Codable & Sendable>(
        _ endpoint: Endpoint<Caller, Nothing, Nothing, Body, Output>, body: Body, key: String? = nil,
        as caller: TestCaller = .anyone
    ) async throws -> Output {
        try await call(endpoint, path: Nothing(), query: Nothing(), body: body, key: key, as: caller)
    }

    /// Calls an endpoint that takes a path and a query.
    public func call<
        Caller: Principal, Path: Codable & Sendable, Query: Codable & Sendable, Output: Codable & Sendable
    >(
        _ endpoint: Endpoint<Caller, Path, Query, Nothing, Output>, path: Path, query: Query, key: String? = nil,
        as caller: TestCaller = .anyone
    ) async throws -> Output {
        try await call(endpoint, path: path, query: query, body: Nothing(), key: key, as: caller)
    }

    /// Calls an endpoint that takes a path and a body.
    public func call<
        Caller: Principal, Path: Codable & Sendable, Body: RequestBody & Encodable, Output: Codable & Sendable
    >(
        _ endpoint: Endpoint<Caller, Path, Nothing, Body, Output>, path: Path, body: Body, key: String? = nil,
        as caller: TestCaller = .anyone
    ) async throws -> Output {
        try await call(endpoint, path: path, query: Nothing(), body: body, key: key, as: caller)
    }

    /// Calls an endpoint that takes a query and a body.
    public func call<
        Caller: Principal, Query: Codable & Sendable, Body: RequestBody & Encodable, Output: Codable & Sendable
    >(
        _ endpoint: Endpoint<Caller, Nothing, Query, Body, Output>, query: Query, body: Body, key: String? = nil,
        as caller: TestCaller = .anyone
    ) async throws -> Output {
        try await call(endpoint, path: Nothing(), query: query, body: body, key: key, as: caller)
    }
}
