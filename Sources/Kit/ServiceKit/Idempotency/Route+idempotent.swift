public import Endpoints
import HTTP
public import SQL

extension Route {
    /// A route whose effect is a single transaction, and that honours `Idempotency-Key`.
    ///
    /// The handler does nothing but database calls; what it needs from others is fetched by the `preparing` of the
    /// other initializer.
    public init<Caller, Path, Query, Body, Output>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>, idempotent keys: IdempotencyStore,
        in database: any Database,
        _ handler: @escaping @Sendable (Request<Caller, Path, Query, Body>, any Transaction) async throws -> Output
    ) {
        self.init(endpoint) { request in
            try await keys.perform(request.idempotent, in: database) { transaction in
                try endpoint.response(for: try await handler(request, transaction))
            }
        }
    }

    /// The same for a handler with more to say than its output, such as where the new thing is.
    public init<Caller, Path, Query, Body, Output>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>, idempotent keys: IdempotencyStore,
        in database: any Database,
        _ handler:
            @escaping @Sendable (
                Request<Caller, Path, Query, Body>, any Transaction
            ) async throws -> Reply<Output>
    ) {
        self.init(endpoint) { request in
            try await keys.perform(request.idempotent, in: database) { transaction in
                try endpoint.response(for: try await handler(request, transaction))
            }
        }
    }

    /// The same for a handler that has to ask others first, such as another service.
    ///
    /// A request that was answered before is answered again without asking.
    public init<Caller, Path, Query, Body, Output, Prepared: Sendable>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>, idempotent keys: IdempotencyStore,
        in database: any Database,
        preparing: @escaping @Sendable (Request<Caller, Path, Query, Body>) async throws -> Prepared,
        _ handler:
            @escaping @Sendable (
                Request<Caller, Path, Query, Body>, Prepared, any Transaction
            ) async throws -> Output
    ) {
        self.init(endpoint) { request in
            try await keys.perform(
                request.idempotent, in: database, preparing: { try await preparing(request) },
                { prepared, transaction in
                    try endpoint.response(for: try await handler(request, prepared, transaction))
                })
        }
    }

    /// The same for a handler that asks others first and has more to say than its output.
    public init<Caller, Path, Query, Body, Output, Prepared: Sendable>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>, idempotent keys: IdempotencyStore,
        in database: any Database,
        preparing: @escaping @Sendable (Request<Caller, Path, Query, Body>) async throws -> Prepared,
        _ handler:
            @escaping @Sendable (
                Request<Caller, Path, Query, Body>, Prepared, any Transaction
            ) async throws -> Reply<Output>
    ) {
        self.init(endpoint) { request in
            try await keys.perform(
                request.idempotent, in: database, preparing: { try await preparing(request) },
                { prepared, transaction in
                    try endpoint.response(for: try await handler(request, prepared, transaction))
                })
        }
    }
}
