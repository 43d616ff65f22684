import EventLoops
import SQL
import Testing

@Suite("Rows that are taken before they are changed")
struct RowLockTests {
    @Test("an engine that locks rows is asked for them in their order; one with a single writer is asked nothing")
    func asked() async throws {
        let wanted = [7, 9]
        let query: Query = "select 1 from shelves where id in \(list: wanted) order by id"
        let many = Listener(dialect: .postgresql)
        try await many.lock(query)
        #expect(
            many.heard.withLock { $0.map(\.text) } == [
                "select 1 from shelves where id in (?, ?) order by id for update"
            ])
        let one = Listener(dialect: .sqlite)
        try await one.lock(query)
        #expect(one.heard.withLock { $0.isEmpty })
    }
}

/// A transaction on no database, which writes down what is asked of it.
private struct Listener: Transaction {
    let dialect: Dialect
    let heard = Lock<[Query]>([])

    func query(_ query: Query) async throws(SQLError) -> [Row] {
        heard.withLock { $0.append(query) }
        return []
    }

    func execute(_ query: Query) async throws(SQLError) -> ExecutionResult {
        heard.withLock { $0.append(query) }
        return ExecutionResult(rowsChanged: 0)
    }

    func afterCommit(_ hook: @escaping @Sendable () -> Void) {}
}
