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

    func lendRows(of query: Query, to reader: any LiveRowsReader) throws(SQLError) -> Lending {
        guard !makesWait else { return .impossible }
        let lending = try base.lendRows(of: query, to: reader)
        if lending != .impossible { atHand.add() }
        return lending
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
