import EventLoops
public import Observability
public import SQL

/// A database in one file.
///
/// Reads run inline on the caller's event loop, each loop with a connection of its own; a read costs a few
/// microseconds and a hop to another thread would cost many times that. Writes go to one thread, where transactions
/// that wait share a commit. A commit is durable (`synchronous=FULL`) before its caller goes on, and every read that
/// begins afterwards sees it.
public final class SQLiteDatabase: Database {
    /// How much is allowed before somebody is refused.
    public struct Limits: Sendable {
        /// Transactions that may wait; more are refused as `overloaded`.
        public var waitingTransactions = 4096
        /// Transactions that share a commit at most.
        public var sharedCommit = 256
        /// Instructions of the engine that a read on a loop may take, some 50 million a second.
        public var inlineInstructions = 10_000_000
        /// The same for slow reads.
        public var slowInstructions = 1_000_000_000
        /// The same for one statement of a transaction.
        public var writeInstructions = 5_000_000_000
        /// Slow reads at the same time, and how many may wait.
        public var slowReaders = 2
        public var waitingSlowReads = 64
        /// Prepared statements that each connection keeps; those of long texts are not among them.
        public var statements = 256

        public init() {}
    }

    private let writer: SQLiteWriter
    private let thread: WriterThread
    private let slowReaders: SlowReaders
    private let loopReaders: LoopLocal<SQLiteReader>
    private let offLoopReader: SQLiteReader
    private let readers: Lock<[SQLiteReader]>

    public var dialect: Dialect { .sqlite }

    /// Opens the file, or creates it; its folder has to exist.
    public init(path: String, limits: Limits = Limits(), logger: Logger = Logger(label: "sqlite")) throws(SQLError) {
        let queue = WriteQueue(limit: limits.waitingTransactions, batchLimit: limits.sharedCommit)
        let connection = try SQLiteConnection(
            path: path, role: .writer, instructionLimit: limits.writeInstructions, statementLimit: limits.statements)
        let writer = SQLiteWriter(connection: connection, queue: queue, logger: logger)
        let readers = Lock<[SQLiteReader]>([])
        let inlineReader: @Sendable () -> SQLiteReader = {
            let reader = SQLiteReader(
                path: path, instructionLimit: limits.inlineInstructions, statementLimit: limits.statements)
            readers.withLock { $0.append(reader) }
            return reader
        }
        self.writer = writer
        self.readers = readers
        offLoopReader = inlineReader()
        loopReaders = LoopLocal { _ in inlineReader() }
        do {
            slowReaders = try SlowReaders(count: limits.slowReaders, queueLimit: limits.waitingSlowReads) {
                SQLiteReader(path: path, instructionLimit: limits.slowInstructions, statementLimit: limits.statements)
            }
            thread = try WriterThread(writer)
        } catch {
            throw SQLError(.other, detail: "\(error)")
        }
    }

    deinit {
        closeConnections()
    }

    public func query(_ query: Query) async throws(SQLError) -> [Row] {
        try (loopReaders.valueIfOnLoop ?? offLoopReader).query(query)
    }

    public func lendRows(of query: Query, to reader: any LiveRowsReader) throws(SQLError) -> Lending {
        try reader.read(LiveRows(SQLiteRows(reader: loopReaders.valueIfOnLoop ?? offLoopReader, query: query)))
        return .lent
    }

    public func slowQuery(_ query: Query) async throws(SQLError) -> [Row] {
        try await slowReaders.query(query)
    }

    @discardableResult
    public func execute(_ query: Query) async throws(SQLError) -> ExecutionResult {
        do {
            return try await transaction { try await $0.execute(query) }
        } catch let error as SQLError {
            throw error
        } catch {
            throw SQLError(.cancelled, statement: query.text)
        }
    }

    public func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) async throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        let recording = RequestRecording.current
        let start = recording.map { _ in ContinuousClock.now }
        do {
            try writer.queue.reserve()
        } catch {
            throw SQLError(error == .full ? .overloaded : .closed)
        }
        let request = TransactionRequest<Value>(queue: writer.queue)
        let outcome = await withTaskCancellationHandler {
            await withUnsafeContinuation { request.start(body, caller: $0) }
        } onCancel: {
            request.cancel()
        }
        if let recording, let start {
            recording.note(.transaction, since: start, hasFailed: (try? outcome.get()) == nil)
        }
        return try outcome.get()
    }

    public func close() async {
        closeConnections()
        await thread.end()
    }

    /// The writer's is the last, which its thread closes when the queue ends: one that only reads cannot remove the log.
    private func closeConnections() {
        slowReaders.close()
        for reader in readers.withLock({ $0 }) { reader.close() }
        writer.queue.close()
    }
}
