import EventLoops
public import SQL

/// One connection to a server, for tools: it holds a transaction while they work elsewhere, and tells why it cannot be had.
///
/// It belongs to the loop on which it was opened, and may be used from anywhere.
public final class PostgreSQLSession: DatabaseSession {
    /// How long things may take.
    public struct Limits: Sendable {
        /// Until the server has let the session in.
        public var connecting = Duration.seconds(5)
        /// For a statement; nil for as long as it takes.
        public var statement: Duration?
        /// For a lock that somebody else holds.
        public var locking = Duration.seconds(10)

        public init(statement: Duration? = nil) {
            self.statement = statement
        }
    }

    private let connection: Connection
    private let limits: Limits

    public var dialect: Dialect { .postgresql }

    private init(_ connection: Connection, _ limits: Limits) {
        self.connection = connection
        self.limits = limits
    }

    deinit {
        // Before the library closes the socket, the loop has to look away from it: the next one may have its number.
        let connection = connection
        connection.loop.execute { connection.close() }
    }

    /// Connects. Has to be called on an event loop.
    /// - Parameters:
    ///   - url: as ``PostgreSQLDatabase`` takes it.
    ///   - name: what the server shows the session as.
    /// - Throws: `SQLError.Code.connectionLost` if it cannot be had: the detail says why, and never the password.
    public static func open(
        url: String, name: String, limits: Limits = Limits()
    ) async throws(SQLError) -> PostgreSQLSession {
        guard let loop = EventLoop.current else { throw SQLError(.other, detail: "not on an event loop") }
        let timeout = limits.statement.map { $0.wholeMilliseconds } ?? 0
        let parameters = try ConnectionParameters(url: url).with(settings: [
            ("statement_timeout", "\(timeout)"), ("lock_timeout", "\(limits.locking.wholeMilliseconds)"),
            ("idle_in_transaction_session_timeout", "0"),
        ])
        let connection = Connection(on: loop, statementTimeout: limits.statement ?? .zero, statementLimit: 64)
        let timer = loop.makeTimer {
            connection.failConnecting(
                SQLError(.connectionLost, detail: "no answer in time", statement: "connect"))
        }
        timer.arm(after: limits.connecting)
        defer { timer.close() }
        let failure = await withUnsafeContinuation { (continuation: UnsafeContinuation<Failure?, Never>) in
            connection.onConnected = { continuation.resume(returning: $0) }
            connection.findAndConnect(parameters)
        }
        connection.onConnected = { _ in }
        if let failure { throw failure.error }
        let session = PostgreSQLSession(connection, limits)
        // The library's own name for it would go before one that is among the settings.
        _ = try await session.query("select set_config('application_name', \(name), false)")
        return session
    }

    public func query(_ query: Query) async throws(SQLError) -> [Row] { try await run(query).rows }

    @discardableResult
    public func execute(_ query: Query) async throws(SQLError) -> ExecutionResult { try await run(query) }

    public func close() async {
        let connection = connection
        if connection.loop.isCurrent { connection.close() } else { connection.loop.execute { connection.close() } }
    }

    private func run(_ query: Query) async throws(SQLError) -> ExecutionResult {
        let (connection, isLimited) = (connection, limits.statement != nil)
        let outcome = await withUnsafeContinuation { (continuation: UnsafeContinuation<Outcome, Never>) in
            let call = Call(query, .task(continuation))
            let send: @Sendable () -> Void = {
                connection.send(inTransaction: [call])
                if isLimited { Self.watch(connection) }
            }
            if connection.loop.isCurrent { send() } else { connection.loop.execute(send) }
        }
        switch outcome {
        case .success(let result): return result
        case .failure(let failure): throw failure.error
        }
    }

    /// Ends a connection whose server does not even say that a statement took too long.
    private static func watch(_ connection: Connection) {
        let loop = connection.loop
        loop.spawn {
            while connection.load > 0 {
                do { try await loop.sleep(for: .milliseconds(500)) } catch { return }
                connection.checkDeadline(now: loop.milliseconds)
            }
        }
    }
}
