public import EventLoops

/// A database of one service.
public protocol Database: SQLConnection {
    /// Runs the body in a transaction and returns when its commit is durable.
    ///
    /// If the body throws, everything it wrote is rolled back and the error is passed on. A caller that was cancelled
    /// before the transaction began gets `CancellationError` and nothing is written. Of one that is cancelled later an
    /// engine in this process runs the transaction to its end, as that takes but a moment. An engine on a server stops it
    /// unless its commit is on its way: then the caller gets `CancellationError` and nothing is written. So a caller is
    /// left in doubt only by a connection that is lost during a commit.
    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) async throws -> Value
    ) async throws -> Value

    /// A read that is known to be slow, such as a search through text: it may not hold up the caller's loop.
    func slowQuery(_ query: Query) async throws(SQLError) -> [Row]

    /// Reads without a task, which would cost more than a small read does: an engine in this process within the call,
    /// another one where a connection is free. Hot reads ask this first, and write their answer straight from the rows.
    /// - Returns: `impossible` where nothing was asked, as `query` has to be awaited.
    func lendRows(of query: Query, to reader: any LiveRowsReader) throws(SQLError) -> Lending

    /// Ends what is under way and refuses what comes after.
    func close() async
}

extension Database {
    public func lendRows(of query: Query, to reader: any LiveRowsReader) throws(SQLError) -> Lending { .impossible }

    /// The same, with a closure that makes something of the rows. It must not ask the database.
    @inlinable
    public func readAtHand<Value>(
        _ query: Query, _ read: @escaping (borrowing LiveRows) throws(SQLError) -> Value
    ) throws(SQLError) -> Attempt<Value> {
        let reader = PromisedRows(read)
        return switch try lendRows(of: query, to: reader) {
        case .lent: reader.attempt
        case .promised: .promised(reader.promise)
        case .impossible: .impossible
        }
    }

    /// The rows of a slow read, each made into a value.
    public func slowQuery<Value>(_ query: Query, _ make: (Row) throws -> Value) async throws -> [Value] {
        try await slowQuery(query).map(make)
    }
}
