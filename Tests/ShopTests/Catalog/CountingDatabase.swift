import SQL
import TestSupport

/// Counts the reads within the call, where the engine has them, and those that are waited for.
struct CountingDatabase: Database {
    let base: any Database
    let atHand: Tally
    let waitedFor: Tally
    /// Nothing is at hand.
    var makesWait = false

    var dialect: Dialect { base.dialect }

    func readAtHand(
        _ query: Query, _ visit: (borrowing LiveRow) throws(SQLError) -> Void
    ) throws(SQLError) -> Bool {
        guard !makesWait, try base.readAtHand(query, visit) else { return false }
        atHand.add()
        return true
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
