import CPostgreSQL
import EventLoops
import SQL

/// One connection to the server, in the library's pipeline mode: statements are sent without waiting for the answers to
/// those before them.
///
/// It belongs to a loop and is touched there only, which is why it may call itself `Sendable`.
final class Connection: @unchecked Sendable {
    enum State {
        case connecting, ready, broken
    }

    /// Reads that are sent together share a synchronisation: one system call here, one at the server. They are few, as the
    /// server sends when one ends: else it and the loop would take turns, and each wait for the other.
    static let longestSegment = 4
    /// So much later than the server's own limit an answer counts as lost.
    static let grace: UInt64 = 2_000

    let loop: EventLoop
    var state = State.connecting
    var handle: OpaquePointer?
    var watcher: DescriptorWatcher?
    let statementTimeout: UInt64
    var statements: StatementCache
    let parameters = ParameterBuffer()
    var queued: [Call] = []
    var segments = Fifo<Segment>()
    /// Calls that have no answer yet.
    var load = 0
    /// Callers who were given this connection and have not queued their call yet.
    var grants = 0
    /// When the server was last heard of, or first asked again, on the loop's clock.
    var progress: UInt64
    /// Whether a silent server is waited for.
    var isPatient = false
    /// When it was last used.
    var lastUse: UInt64
    /// What a fatal message said, before the connection ended.
    var lastWords: String?
    /// How many statements of their own it was given: says whether one is still under way.
    var uses = 0
    /// Since when a request to stop a statement is on its way.
    private var cancellingSince: UInt64?
    private var afterCancelling: (() -> Void)?

    /// Told once, when it is ready or has failed.
    var onConnected: (Failure?) -> Void = { _ in }
    /// Told once, when a connection that was ready is no more.
    var onBroken: () -> Void = {}

    init(on loop: EventLoop, statementTimeout: Duration, statementLimit: Int) {
        self.loop = loop
        self.statementTimeout = statementTimeout.wholeMilliseconds
        statements = StatementCache(limit: statementLimit)
        progress = loop.milliseconds
        lastUse = progress
    }

    deinit {
        if let handle { PQfinish(handle) }
    }

    /// Calls that have no answer yet, and those that are about to come.
    var wanted: Int { load + grants }

    /// Whether the server still keeps a transaction for whoever used it, as of its last answer.
    var isInTransaction: Bool {
        let status = PQtransactionStatus(handle)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    // MARK: Ending

    func lost() -> SQLError {
        SQLError(.connectionLost, detail: lastWords ?? "the server has closed the connection")
    }

    /// Ends a connection on which nothing has come for longer than the server lets a statement take.
    func checkDeadline(now: UInt64) {
        guard !isPatient, !segments.isEmpty, now > progress + statementTimeout + Self.grace else { return }
        end(SQLError(.timeout, detail: "the server does not answer"))
    }

    func close() {
        end(SQLError(.closed))
    }

    func end(_ error: SQLError) {
        guard state == .ready else { return }
        let sent = segments.takeAll()
        let unsent = queued
        queued = []
        load = 0
        release()
        onBroken()
        let isLost = error.code == .connectionLost
        for call in sent.flatMap(\.calls) {
            // A result that was not committed is none.
            if case .failure = call.outcome {
            } else {
                call.outcome = .failure(Failure(error, isLost ? .reconnection : .silence))
            }
            call.end(call.outcome ?? .failure(Failure(error)))
        }
        for call in unsent { call.end(.failure(Failure(error, isLost ? .untouched : .none))) }
        // A request to stop can hit nothing any more.
        endCancelling()
    }

    func release() {
        state = .broken
        watcher?.close()
        watcher = nil
        if let handle { PQfinish(handle) }
        handle = nil
    }

    // MARK: Cancelling

    /// Asks the server to stop a statement of its own, by the place of it in `uses`. The connection takes another one only
    /// when the request has arrived, which could hit that one otherwise.
    func cancel(use: Int) {
        guard state == .ready, use == uses, load > 0, !isCancelling, let handle, let pointer = PQgetCancel(handle)
        else { return }
        cancellingSince = loop.milliseconds
        let request = CancelRequest(pointer: pointer)
        loop.spawn { [self] in
            // Where too many wait already the statement ends by its own limit.
            try? await BlockingCalls.send(request)
            endCancelling()
        }
    }

    var isCancelling: Bool { cancellingSince != nil }

    /// Calls back when no request to stop is on its way, or the connection has ended.
    func whenNotCancelling(_ body: @escaping () -> Void) {
        if isCancelling { afterCancelling = body } else { body() }
    }

    /// Ends a connection of which nobody can have anything, as the request to stop its statement does not arrive.
    func checkCancelling(now: UInt64, timeout: Duration) {
        guard let cancellingSince, afterCancelling != nil, now > cancellingSince + timeout.wholeMilliseconds else {
            return
        }
        end(SQLError(.timeout, detail: "the server does not take a request to stop a statement"))
    }

    private func endCancelling() {
        cancellingSince = nil
        let body = afterCancelling
        afterCancelling = nil
        body?()
    }
}
