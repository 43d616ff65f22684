// What an endpoint does not take need not be given.
extension EndpointCall {
    public init<Caller>(
        _ endpoint: Endpoint<Caller, Nothing, Nothing, Nothing, Output>, idempotencyKey: String? = nil
    ) throws {
        try self.init(
            endpoint, path: Nothing(), query: Nothing(), body: Nothing(), idempotencyKey: idempotencyKey)
    }

    public init<Caller, Path: Encodable>(
        _ endpoint: Endpoint<Caller, Path, Nothing, Nothing, Output>, path: Path, idempotencyKey: String? = nil
    ) throws {
        try self.init(endpoint, path: path, query: Nothing(), body: Nothing(), idempotencyKey: idempotencyKey)
    }

    public init<Caller, Query: Encodable>(
        _ endpoint: Endpoint<Caller, Nothing, Query, Nothing, Output>, query: Query
    ) throws {
        try self.init(endpoint, path: Nothing(), query: query, body: Nothing())
    }

    public init<Caller, Path: Encodable, Query: Encodable>(
        _ endpoint: Endpoint<Caller, Path, Query, Nothing, Output>, path: Path, query: Query
    ) throws {
        try self.init(endpoint, path: path, query: query, body: Nothing())
    }

    public init<Caller, Body: Encodable>(
        _ endpoint: Endpoint<Caller, Nothing, Nothing, Body, Output>, body: Body, idempotencyKey: String? = nil
    ) throws {
        try self.init(endpoint, path: Nothing(), query: Nothing(), body: body, idempotencyKey: idempotencyKey)
    }

    public init<Caller, Path: Encodable, Body: Encodable>(
        _ endpoint: Endpoint<Caller, Path, Nothing, Body, Output>, path: Path, body: Body,
        idempotencyKey: String? = nil
    ) throws {
        try self.init(endpoint, path: path, query: Nothing(), body: body, idempotencyKey: idempotencyKey)
    }
}
