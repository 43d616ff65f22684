import EventLoops
import Observability
import SQL
import Values

/// The connections of one loop for one kind of work, and who waits for one of them.
///
/// It is touched on its loop only, which is why it may call itself `Sendable`.
final class Lane: @unchecked Sendable {
    struct Settings: Sendable {
        let name: String
        /// Whether callers share the connections; else each has one to itself for a while.
        let isShared: Bool
        let connections: Int
        let callsPerConnection: Int
        let waiting: Int
        let statementTimeout: Duration
        let parameters: ConnectionParameters
        let limits: PostgreSQLDatabase.Limits
        let metrics: PoolMetrics
        let logger: Logger
    }

    /// A connection that is this busy lets another one be opened.
    private static let busy = 2
    private static let shortPatience: UInt64 = 300
    private static let backOff = BackOff(first: .milliseconds(50), longest: .seconds(2))

    let loop: EventLoop
    private let settings: Settings
    private var ready: [Connection] = []
    private var idle: [Connection] = []
    private var connecting: [(connection: Connection, since: UInt64)] = []
    private var waiting = Fifo<Waiter>()
    private var failures = 0
    private var retryAt: UInt64 = 0
    /// Which of several addresses of the server is tried first.
    private var turn = 0
    private var lastError: SQLError?
    /// Since when the server has been away.
    private var awaySince: UInt64?
    private var isClosed = false
    private var onEmpty: (() -> Void)?

    init(on loop: EventLoop, _ settings: Settings) {
        self.loop = loop
        self.settings = settings
    }

    /// Whether somebody has to look after it from time to time, soon or now and then.
    var isBusy: Bool { !waiting.isEmpty || !connecting.isEmpty || ready.contains { $0.load > 0 || $0.isCancelling } }
    var isEmpty: Bool { ready.isEmpty && connecting.isEmpty }

    // MARK: Getting a connection

    /// A connection that can be used at once, if there is one.
    func takeAtOnce() -> Connection? {
        loop.preconditionOnLoop()
        guard !isClosed, waiting.isEmpty else { return nil }
        return settings.isShared ? leastBusy() : popIdle()
    }

    private func leastBusy() -> Connection? {
        guard var best = ready.first else { return nil }
        for connection in ready where connection.wanted < best.wanted { best = connection }
        if best.wanted >= Self.busy { open() }
        return best.wanted < settings.callsPerConnection ? best : nil
    }

    /// Counts who was given a connection and goes on later: many may be given one in the same round.
    private func grant(_ connection: Connection) {
        if settings.isShared { connection.grants += 1 }
    }

    private func popIdle() -> Connection? {
        guard let connection = idle.popLast() else { return nil }
        showConnections()
        return connection
    }

    /// Waits in turn for a connection; a caller that is cancelled meanwhile is let go.
    func take() async -> Result<Connection, Failure> {
        if let connection = takeAtOnce() {
            grant(connection)
            return .success(connection)
        }
        let slot = CancellationSlot<Waiter>()
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let waiter = Waiter(since: loop.milliseconds, patience: patience) { continuation.resume(returning: $0) }
                guard slot.fill(waiter) else {
                    return waiter.end(.failure(Failure(SQLError(.cancelled))))
                }
                queue(waiter)
            }
        } onCancel: {
            slot.cancel(on: loop) { self.cancel($0) }
        }
    }

    /// Others may have run since it found no connection at once: so all is looked at here, where nothing comes in between.
    private func queue(_ waiter: Waiter) {
        if let connection = takeAtOnce() {
            grant(connection)
            return waiter.end(.success(connection))
        }
        if isClosed { return waiter.end(.failure(Failure(SQLError(.closed)))) }
        guard waiting.count < settings.waiting else { return waiter.end(.failure(Failure(SQLError(.overloaded)))) }
        waiting.append(waiter)
        showPending()
        open()
    }

    /// A restart of the server is waited for. When it has been away for longer than that, nobody waits long any more.
    private var patience: UInt64 {
        let patience = settings.limits.patience.wholeMilliseconds
        guard let awaySince, loop.milliseconds > awaySince + patience else { return patience }
        return min(patience, Self.shortPatience)
    }

    func cancel(_ waiter: Waiter) {
        guard !waiter.isOver else { return }
        _ = waiting.removeAll { $0 === waiter }
        showPending()
        waiter.end(.failure(Failure(SQLError(.cancelled))))
    }

    /// Gives back a connection that one caller had to itself.
    func give(back connection: Connection) {
        loop.preconditionOnLoop()
        connection.whenNotCancelling { [self] in
            guard connection.state == .ready else { return }
            connection.isPatient = false
            // Whatever kept the transaction from ending: the next caller would find itself within it.
            if isClosed || connection.isInTransaction { return connection.close() }
            // A request to stop what its last user did comes too late from here on.
            connection.uses += 1
            connection.forget()
            guard connection.state == .ready else { return }
            idle.append(connection)
            showConnections()
            serve()
        }
    }

    private func serve() {
        while !waiting.isEmpty {
            guard let connection = settings.isShared ? leastBusy() : popIdle() else { break }
            guard let waiter = waiting.popFirst() else { break }
            settings.metrics.waits.record(Double(loop.milliseconds - min(waiter.since, loop.milliseconds)) / 1000)
            grant(connection)
            waiter.end(.success(connection))
        }
        showPending()
    }

    // MARK: Opening and closing

    /// Opens one more connection where one is wanted and there may be one.
    private func open() {
        guard !isClosed, ready.count + connecting.count < settings.connections else { return }
        guard settings.isShared ? connecting.isEmpty : connecting.count < max(1, waiting.count) else { return }
        guard loop.milliseconds >= retryAt else { return }
        let connection = Connection(
            on: loop, statementTimeout: settings.statementTimeout, statementLimit: settings.limits.statements)
        connecting.append((connection, loop.milliseconds))
        connection.onConnected = { [unowned self, unowned connection] in connected(connection, $0) }
        connection.onBroken = { [unowned self, unowned connection] in broke(connection) }
        connection.findAndConnect(settings.parameters, turn: turn)
    }

    private func connected(_ connection: Connection, _ failure: Failure?) {
        connecting.removeAll { $0.connection === connection }
        if let failure {
            failures += 1
            retryAt = loop.milliseconds + Self.backOff.pause(afterFailures: failures).wholeMilliseconds
            turn += 1
            if lastError?.detail != failure.error.detail, !isClosed {
                settings.logger.warning(
                    "cannot connect to the database", error: failure.error, metadata: ["pool": "\(settings.name)"])
            }
            lastError = failure.error
            if ready.isEmpty, awaySince == nil { awaySince = loop.milliseconds }
            // Where others are at work, too many connections for the server are enough.
            if ready.isEmpty, failure.error.isRefusal {
                for waiter in waiting.takeAll() { waiter.end(.failure(failure)) }
                showPending()
            }
        } else if isClosed {
            connection.close()
        } else {
            if awaySince != nil {
                settings.logger.notice("the database is there again", metadata: ["pool": "\(settings.name)"])
            }
            (failures, retryAt) = (0, 0)
            (lastError, awaySince) = (nil, nil)
            ready.append(connection)
            if !settings.isShared { idle.append(connection) }
            showConnections()
            serve()
            if !waiting.isEmpty { open() }
        }
        endIfEmpty()
    }

    private func broke(_ connection: Connection) {
        ready.removeAll { $0 === connection }
        idle.removeAll { $0 === connection }
        showConnections()
        if !waiting.isEmpty { open() }
        endIfEmpty()
    }

    /// What time asks for: callers who have waited long enough, servers that do not answer, connections that nobody needs.
    func tick() {
        let now = loop.milliseconds
        for waiter in waiting.removeAll(where: { now >= $0.end }) {
            settings.metrics.timeouts.increment()
            let error = ready.isEmpty ? lastError ?? SQLError(.connectionLost) : SQLError(.overloaded)
            waiter.end(.failure(Failure(error)))
        }
        showPending()
        let connectTimeout = settings.limits.connectTimeout.wholeMilliseconds
        for (connection, since) in connecting where now >= since + connectTimeout {
            connection.failConnecting(SQLError(.connectionLost, detail: "no answer in time", statement: "connect"))
        }
        for connection in ready {
            connection.checkDeadline(now: now)
            connection.checkCancelling(now: now, timeout: settings.limits.cancelTimeout)
        }
        if !waiting.isEmpty { open() }
        let idleTimeout = settings.limits.idleTimeout.wholeMilliseconds
        let superfluous = settings.isShared ? ready.filter { $0.load == 0 } : idle
        for connection in superfluous where ready.count > 1 && now >= connection.lastUse + idleTimeout {
            connection.close()
        }
    }

    /// Sends the reads of this round of the loop.
    func sendQueued() {
        if !waiting.isEmpty { serve() }
        for connection in ready { connection.sendQueued() }
    }

    /// Refuses who waits, lets end what is under way, and calls back when no connection is left.
    func close(_ onEmpty: @escaping () -> Void) {
        isClosed = true
        self.onEmpty = onEmpty
        for waiter in waiting.takeAll() { waiter.end(.failure(Failure(SQLError(.closed)))) }
        showPending()
        for (connection, _) in connecting { connection.failConnecting(SQLError(.closed)) }
        for connection in settings.isShared ? ready.filter({ $0.load == 0 }) : idle { connection.close() }
        endIfEmpty()
    }

    /// A shared connection whose last call has ended goes when the lane is closed.
    func closeUnused() {
        guard isClosed, settings.isShared else { return }
        for connection in ready where connection.load == 0 { connection.close() }
    }

    /// The loop has ended: nothing more will come.
    func abandon() {
        isClosed = true
        for connection in ready { connection.close() }
        for (connection, _) in connecting { connection.failConnecting(SQLError(.closed)) }
        endIfEmpty()
    }

    private func endIfEmpty() {
        guard isClosed, isEmpty, let onEmpty else { return }
        self.onEmpty = nil
        onEmpty()
    }

    // MARK: Metrics, which all loops add to

    private var shownPending = 0
    private var shownIdle = 0
    private var shownUsed = 0

    private func showPending() {
        settings.metrics.pending.increment(by: Double(waiting.count - shownPending))
        shownPending = waiting.count
    }

    private func showConnections() {
        let free = settings.isShared ? 0 : idle.count
        settings.metrics.idle.increment(by: Double(free - shownIdle))
        settings.metrics.used.increment(by: Double(ready.count - free - shownUsed))
        (shownIdle, shownUsed) = (free, ready.count - free)
    }
}
