import SQL

/// A database that is not there: a service can be put together with it, and asked what it offers.
struct DisconnectedDatabase: Database {
    var dialect: Dialect { .sqlite }

    func query(_ query: Query) async throws(SQLError) -> [Row] { throw SQLError(.closed) }

    func slowQuery(_ query: Query) async throws(SQLError) -> [Row] { throw SQLError(.closed) }

    func execute(_ query: Query) async throws(SQLError) -> ExecutionResult { throw SQLError(.closed) }

    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) async throws -> Value
    ) async throws -> Value { throw SQLError(.closed) }

    func close() async {}
}
