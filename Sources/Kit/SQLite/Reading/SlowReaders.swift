import EventLoops
import Observability
import SQL

/// Readers with threads of their own, for searches that would hold up a loop.
final class SlowReaders: Sendable {
    private let pool: BlockingPool
    private let readers: [SQLiteReader]
    private let free: Lock<[SQLiteReader]>

    init(count: Int, queueLimit: Int, makeReader: () -> SQLiteReader) throws(EventLoopError) {
        pool = try BlockingPool(name: "sqlite-read", threads: count, queueLimit: queueLimit)
        readers = (0..<count).map { _ in makeReader() }
        free = Lock(readers)
    }

    func query(_ query: Query) async throws(SQLError) -> [Row] {
        // The pool's thread is outside of the caller's task.
        let recording = RequestRecording.current
        do {
            return try await pool.run { [free] in
                // As many readers as threads: one is always free.
                guard let reader = free.withLock({ $0.popLast() }) else { throw SQLError(.overloaded) }
                defer { free.withLock { $0.append(reader) } }
                guard let recording else { return try reader.query(query) }
                return try RequestRecording.$bound.withValue(recording) { try reader.query(query) }
            }
        } catch let error as SQLError {
            throw error
        } catch is BlockingPool.Full {
            throw SQLError(.overloaded, statement: query.text)
        } catch is BlockingPool.Closed {
            throw SQLError(.closed, statement: query.text)
        } catch {
            throw SQLError(.cancelled, statement: query.text)
        }
    }

    /// Waits for searches that are under way.
    func close() {
        pool.shutdown()
        for reader in readers { reader.close() }
    }
}
