import SQL

/// A transaction's turn at the writer. It is good until the body has ended or has suspended.
struct SQLiteTransaction: Transaction {
    let writer: SQLiteWriter
    let turn: Int

    var dialect: Dialect { .sqlite }

    func query(_ query: Query) async throws(SQLError) -> [Row] {
        try writer.run(query, turn: turn).rows
    }

    @discardableResult
    func execute(_ query: Query) async throws(SQLError) -> ExecutionResult {
        try writer.run(query, turn: turn)
    }

    func afterCommit(_ hook: @escaping @Sendable () -> Void) {
        writer.afterCommit(hook, turn: turn)
    }
}
