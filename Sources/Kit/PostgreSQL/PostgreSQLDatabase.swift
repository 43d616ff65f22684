import EventLoops
public import Observability
public import SQL

/// A database on a PostgreSQL server, of version 14 or later.
///
/// Each event loop has connections of its own, and callers stay on their loop. Reads of all callers of a loop share a few
/// read-only connections: what they ask is sent without waiting for the answers before it, and together where it comes
/// together. A transaction has a connection to itself until its end; its commit is durable before its caller goes on.
///
/// Nothing is connected before it is needed. Where the server is away callers wait for a while and are then refused;
/// connecting is tried again and again, less and less often. Callers on no loop share one of the process.
public final class PostgreSQLDatabase: Database {
    private let pools: LoopLocal<LoopPool>
    private let alive: AlivePools

    public var dialect: Dialect { .postgresql }

    /// - Parameter url: `postgresql://user:password@host:port/database`, with the library's settings behind a `?`.
    /// - Throws: `SQLError.Code.invalidStatement` for what is no such URL; the error says nothing of it.
    public init(
        url: String, limits: Limits = Limits(), logger: Logger = Logger(label: "postgresql"),
        metrics: MetricsRegistry = .process
    ) throws(SQLError) {
        let parameters = try ConnectionParameters(url: url)
        let lanes = Self.lanes(parameters, limits, logger, metrics)
        let alive = AlivePools(patience: limits.closing)
        self.alive = alive
        pools = LoopLocal { loop in
            let id = alive.nextID()
            let pool = LoopPool(
                on: loop, reads: lanes.reads, writes: lanes.writes, slow: lanes.slow, attempts: limits.attempts,
                onGone: { alive.remove(id) })
            alive.add(pool, id)
            return pool
        }
    }

    private static func lanes(
        _ parameters: ConnectionParameters, _ limits: Limits, _ logger: Logger, _ metrics: MetricsRegistry
    ) -> (reads: Lane.Settings, writes: Lane.Settings, slow: Lane.Settings) {
        func lane(
            _ name: String, connections: Int, waiting: Int, timeout: Duration, isShared: Bool = false,
            settings: [(String, String)]
        ) -> Lane.Settings {
            let common = [
                ("statement_timeout", "\(timeout.wholeMilliseconds)"),
                ("lock_timeout", "\(limits.lockTimeout.wholeMilliseconds)"),
                ("default_transaction_isolation", "read committed"),
                // A statement whose process has died is not carried on with.
                ("client_connection_check_interval", "2000"),
                // Compiling a statement takes longer than running any of ours.
                ("jit", "off"),
                // A shop's hot tables lie in memory, where an index costs what its pages cost and no seek.
                ("random_page_cost", "1.1"),
            ]
            return Lane.Settings(
                name: name, isShared: isShared, connections: connections, callsPerConnection: limits.readsUnderWay,
                waiting: waiting, statementTimeout: timeout,
                parameters: parameters.with(settings: common + settings), limits: limits,
                metrics: PoolMetrics(pool: "\(parameters.database ?? "default").\(name)", in: metrics), logger: logger)
        }
        let readOnly = [("default_transaction_read_only", "on")]
        // What a search costs depends on its text: it is planned anew each time, and may mark many rows.
        let searching = [("plan_cache_mode", "force_custom_plan"), ("work_mem", "32MB")]
        let idle = ("idle_in_transaction_session_timeout", "\(limits.idleTransactionTimeout.wholeMilliseconds)")
        return (
            lane(
                "reads", connections: limits.readConnections, waiting: limits.waitingReads,
                timeout: limits.readTimeout, isShared: true, settings: readOnly),
            lane(
                "writes", connections: limits.writeConnections, waiting: limits.waitingTransactions,
                timeout: limits.writeTimeout, settings: [idle]),
            lane(
                "slow", connections: limits.slowConnections, waiting: limits.waitingSlowReads,
                timeout: limits.slowTimeout, settings: readOnly + searching)
        )
    }

    public func query(_ query: Query) async throws(SQLError) -> [Row] {
        try await StatementRecording.note(query) { () async throws(SQLError) in
            try await result(of: query) { pool, query in await pool.read(query) }
        }.rows
    }

    public func lendRows(of query: Query, to reader: any LiveRowsReader) throws(SQLError) -> Lending {
        // What is written down of a request is written by its task.
        guard let pool = pools.valueIfOnLoop, RequestRecording.current == nil else { return .impossible }
        return pool.read(query, lendingTo: reader) ? .promised : .impossible
    }

    public func slowQuery(_ query: Query) async throws(SQLError) -> [Row] {
        try await StatementRecording.note(query) { () async throws(SQLError) in
            try await result(of: query) { pool, query in await pool.readSlowly(query) }
        }.rows
    }

    /// Writes, in one round trip. It is no part of a transaction block, so that also `create database` can be run.
    @discardableResult
    public func execute(_ query: Query) async throws(SQLError) -> ExecutionResult {
        guard !Task.isCancelled else { throw SQLError(.cancelled, statement: query.text) }
        return try await StatementRecording.note(query) { () async throws(SQLError) in
            try await result(of: query) { pool, query in await pool.write(query) }
        }
    }

    public func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) async throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        let recording = RequestRecording.current
        let start = recording.map { _ in ContinuousClock.now }
        do {
            let value = try await onPool { pool in try await pool.transaction(body) }
            if let recording, let start { recording.note(.transaction, since: start) }
            return value
        } catch {
            if let recording, let start { recording.note(.transaction, since: start, hasFailed: true) }
            throw error
        }
    }

    private func result(
        of query: Query, _ ask: @escaping @Sendable (LoopPool, Query) async -> Outcome
    ) async throws(SQLError) -> ExecutionResult {
        let outcome: Outcome
        if let pool = pools.valueIfOnLoop {
            outcome = await ask(pool, query)
        } else {
            do {
                outcome = try await onPool { pool in await ask(pool, query) }
            } catch {
                throw SQLError(.other, detail: "\(error)")
            }
        }
        switch outcome {
        case .success(let result): return result
        case .failure(let failure): throw failure.error.naming(statement: query.text)
        }
    }

    /// Runs on the caller's loop, or for a caller on none on the process's.
    private func onPool<Value: Sendable>(
        _ body: @Sendable (LoopPool) async throws -> Value
    ) async throws -> Value {
        if let pool = pools.valueIfOnLoop { return try await body(pool) }
        let loop = try ProcessLoop.loop.get()
        return try await withTaskExecutorPreference(loop) {
            // The preference counts from the next suspension on.
            await Task.yield()
            return try await body(pools.value)
        }
    }

    /// Lets end what is under way, for as long as the limits say, refuses what comes after, and closes all connections.
    public func close() async {
        await alive.close()
    }

    /// The version of the server, such as `15.4`.
    public func serverVersion() async throws(SQLError) -> String {
        try await first("show server_version")?.get(at: 0) ?? ""
    }
}

extension SQLError {
    /// The error with the statement that it came of, unless it is said already.
    func naming(statement: String) -> SQLError {
        self.statement == nil ? SQLError(code, detail: detail, statement: statement) : self
    }
}
