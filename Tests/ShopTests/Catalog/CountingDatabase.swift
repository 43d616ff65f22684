import EventLoops
import SQL
import TestSupport

/// Counts the reads without a task, where the engine has them, and those that are waited for.
struct CountingDatabase: Database {
    let base: any Database
    let atHand: Tally
    let waitedFor: Tally
    /// Nothing is at hand.
    var makesWait = false

    var dialect: Dialect { base.dialect }

    func readAtHand<Value>(
        _ query: Query, _ read: @escaping (borrowing LiveRows) throws(SQLError) -> Value
    ) throws(SQLError) -> Attempt<Value> {
        guard !makesWait else { return .impossible }
        let attempt = try base.readAtHand(query, read)
        if !attempt.isImpossible { atHand.add() }
        return attempt
    }

    func query(_ query: Query) async throws(SQLError) -> [Row] {
        waitedFor.add()
        return try await base.query(query)
    }

    func slowQuery(_ query: Query) async throws(SQLError) -> [Row] {
        waitedFor.add()
        return try await base.slowQuery(query)
    }

    func execute(_ query: Query) async throws(SQLError) -> ExecutionResult { try await base.execute(query) }

    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) async throws -> Value
    ) async throws -> Value { try await base.transaction(body) }

    func close() async { await base.close() }
}
