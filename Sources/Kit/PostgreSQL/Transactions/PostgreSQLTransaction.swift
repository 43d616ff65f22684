import SQL

/// A transaction on a connection of its own. It is good until the body has ended or has waited for something else.
struct PostgreSQLTransaction: Transaction {
    let run: TransactionRun

    var dialect: Dialect { .postgresql }

    func query(_ query: Query) async throws(SQLError) -> [Row] {
        try await perform(query).rows
    }

    @discardableResult
    func execute(_ query: Query) async throws(SQLError) -> ExecutionResult {
        try await perform(query)
    }

    func executeAhead(_ query: Query) async throws(SQLError) {
        _ = try await StatementRecording.note(query) { () async throws(SQLError) in
            try run.prepare(query)
            return ExecutionResult(rowsChanged: 0)
        }
    }

    private func perform(_ query: Query) async throws(SQLError) -> ExecutionResult {
        try await StatementRecording.note(query) { () async throws(SQLError) in try await run.perform(query) }
    }

    func liftTimeLimit() async throws(SQLError) {
        try await execute("set local statement_timeout = 0")
        run.liftTimeLimit()
    }

    func afterCommit(_ hook: @escaping @Sendable () -> Void) {
        run.afterCommit(hook)
    }
}
