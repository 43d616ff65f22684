/// A transaction under way.
///
/// It holds nothing but database calls: a body that waits for anything else (a timer, another service, another task) is
/// refused with `SQLError.Code.suspendedInTransaction` and rolled back, on every engine. That keeps locks short, and
/// lets an embedded engine run the body without leaving its writer.
public protocol Transaction: SQLConnection {
    /// Writes what nobody has to hear of: it travels with the next statement or with the commit, which fail if it does.
    /// An engine without a way between does it at once.
    func executeAhead(_ query: Query) async throws(SQLError)

    /// Lets the statements of this transaction take as long as they need, for who changes a schema. An engine whose limit
    /// is far away keeps it.
    func liftTimeLimit() async throws(SQLError)

    /// Runs a hook once the transaction is durable, before its caller goes on. If it rolls back, the hook never runs. Where
    /// nobody knows whether it is durable (`outcomeUnknown`), it runs as well.
    ///
    /// Hooks are short and must not wait, and do no harm where nothing has changed: wake a relay, drop a cache entry.
    func afterCommit(_ hook: @escaping @Sendable () -> Void)
}

extension Transaction {
    public func executeAhead(_ query: Query) async throws(SQLError) { try await execute(query) }

    public func liftTimeLimit() async throws(SQLError) {}

    /// Takes the rows that a `select` finds, in its order, until the end of the transaction.
    ///
    /// An engine that locks rows promises no order for an `update` of many: two transactions that change the same rows
    /// could each hold what the other waits for. Whoever changes several first takes them here, ordered by their key.
    /// An engine with one writer is asked nothing.
    public func lock(_ rows: @autoclosure () -> Query) async throws(SQLError) {
        guard dialect.locksRows else { return }
        try await executeAhead("\(fragment: rows())\(dialect.forUpdate)")
    }
}
