import CPostgreSQL
import EventLoops
import Glibc
import SQL

/// One connection to the server, in the library's pipeline mode: statements are sent without waiting for the answers to
/// those before them.
///
/// It belongs to a loop and is touched there only, which is why it may call itself `Sendable`.
final class Connection: @unchecked Sendable {
    enum State {
        case connecting, ready, broken
    }

    /// Reads that are sent together share a synchronisation: one system call here, one at the server.
    private static let longestSegment = 32
    /// So much later than the server's own limit an answer counts as lost.
    private static let grace: UInt64 = 2_000

    let loop: EventLoop
    private(set) var state = State.connecting
    private var handle: OpaquePointer?
    private var watcher: DescriptorWatcher?
    private let statementTimeout: UInt64
    private var statements: StatementCache
    private let parameters = ParameterBuffer()
    private var queued: [Call] = []
    private var segments = Fifo<Segment>()
    /// Calls that have no answer yet.
    private(set) var load = 0
    /// When something last came of the oldest call, on the loop's clock.
    private var progress: UInt64
    /// When it was last used.
    private(set) var lastUse: UInt64
    /// What a fatal message said, before the connection ended.
    private var lastWords: String?
    /// How many statements of their own it was given: says whether one is still under way.
    private(set) var uses = 0
    private var isCancelling = false
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

    var keptStatements: Int { statements.count }

    // MARK: Beginning

    func connect(_ parameters: ConnectionParameters) {
        guard state == .connecting else { return }
        guard let handle = parameters.withCArrays({ PQconnectStartParams($0, $1, 0) }) else {
            return failConnecting(SQLError(.connectionLost, detail: "no memory for a connection"))
        }
        self.handle = handle
        // Says the SQLSTATE of a refusal, which the library does not hand out otherwise.
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        guard PQstatus(handle) != CONNECTION_BAD else { return failConnecting(refusal()) }
        watch(read: false, write: true)
    }

    private func goOnConnecting() {
        guard let handle, state == .connecting else { return }
        watcher?.close()
        watcher = nil
        switch PQconnectPoll(handle) {
        case PGRES_POLLING_READING: watch(read: true, write: false)
        case PGRES_POLLING_WRITING: watch(read: false, write: true)
        case PGRES_POLLING_OK: finishConnecting()
        default: failConnecting(refusal())
        }
    }

    private func finishConnecting() {
        guard let handle, PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else {
            return failConnecting(SQLError(.connectionLost, detail: "no pipeline mode"))
        }
        PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
        state = .ready
        lastUse = loop.milliseconds
        watch(read: true, write: false)
        guard state == .ready else { return }
        onConnected(nil)
    }

    /// Gives up an attempt.
    func failConnecting(_ error: SQLError) {
        guard state == .connecting else { return }
        release()
        onConnected(Failure(error, .untouched))
    }

    /// What the library says of an attempt that failed: names the address and the user, never the password.
    private func refusal() -> SQLError {
        let message = handle.flatMap(PQerrorMessage).map { String(cString: $0) } ?? ""
        let line = message.split(separator: "\n").first.map(String.init) ?? ""
        return SQLError(refusalOf: line)
    }

    private func watch(read: Bool, write: Bool) {
        guard let handle else { return }
        do {
            // The library may have gone on to another socket, of the same number even: the old one is not looked at.
            watcher?.close()
            let watcher = try loop.watch(descriptor: PQsocket(handle)) { [unowned self] readable, writable in
                if state == .connecting { goOnConnecting() } else { act(readable: readable, writable: writable) }
            }
            self.watcher = watcher
            watcher.want(read: read, write: write)
        } catch {
            let error = SQLError(.connectionLost, detail: "\(error)")
            if state == .connecting { failConnecting(error) } else { end(error) }
        }
    }

    // MARK: Sending

    /// Adds a read of one of many callers, to be sent before the loop sleeps.
    func queue(_ call: Call) {
        load += 1
        queued.append(call)
    }

    /// Sends what was queued in this round of the loop.
    func sendQueued() {
        guard !queued.isEmpty else { return }
        let calls = queued
        queued.removeAll(keepingCapacity: true)
        forget()
        var start = 0
        while start < calls.count {
            let end = min(start + Self.longestSegment, calls.count)
            load -= end - start
            send(Segment(.shared, start == 0 && end == calls.count ? calls : Array(calls[start..<end])))
            start = end
        }
    }

    /// Sends a statement that stands alone.
    func run(_ query: Query) async -> Outcome {
        uses += 1
        return await withUnsafeContinuation { continuation in
            forget()
            send(Segment(.single, [Call(query, .task(continuation))]))
        }
    }

    /// Sends statements of a transaction.
    func send(inTransaction calls: [Call]) {
        send(Segment(.transaction, calls))
    }

    private func send(_ segment: Segment) {
        load += segment.calls.count
        lastUse = loop.milliseconds
        guard state == .ready, let handle else {
            load -= segment.calls.count
            let failure = Failure(SQLError(.connectionLost, detail: lastWords ?? ""), .untouched)
            for call in segment.calls { call.end(.failure(failure)) }
            return
        }
        if segments.isEmpty { progress = lastUse }
        segments.append(segment)
        for call in segment.calls {
            do throws(SQLError) {
                guard try send(call, handle) else { return end(lost()) }
            } catch {
                // Nothing was sent: the call keeps its place, and is passed over when its turn to be answered comes.
                call.outcome = .failure(Failure(error))
                call.isUnsent = true
            }
        }
        guard PQpipelineSync(handle) == 1 else { return end(lost()) }
        flush()
    }

    /// False when the connection is broken.
    private func send(_ call: Call, _ handle: OpaquePointer) throws(SQLError) -> Bool {
        let query = call.query
        try parameters.fill(query)
        let count = CInt(query.binds.count)
        guard call.isKept, let (statement, isNew) = statements.statement(for: query) else {
            let types = query.binds.map(\.type)
            return PQsendQueryParams(
                handle, query.numberedText, count, types, parameters.values, parameters.lengths, parameters.formats, 1)
                == 1
        }
        call.statement = statement
        if isNew {
            let types = query.binds.map(\.type)
            guard PQsendPrepare(handle, statement.name, query.numberedText, count, types) == 1 else { return false }
            call.preparing = statement
        }
        return PQsendQueryPrepared(
            handle, statement.name, count, parameters.values, parameters.lengths, parameters.formats, 1) == 1
    }

    /// Tells the server which statements are not kept any more. Not within a transaction, which would fail with it.
    private func forget() {
        guard !statements.forgotten.isEmpty else { return }
        for name in statements.takeForgotten() {
            let call = Call("deallocate \(unescaped: name)", .nobody)
            call.isKept = false
            send(Segment(.single, [call]))
        }
    }

    private func flush() {
        guard let handle else { return }
        let rest = PQflush(handle)
        guard rest >= 0 else { return end(lost()) }
        watcher?.want(read: true, write: rest == 1)
    }

    // MARK: Receiving

    private func act(readable: Bool, writable: Bool) {
        guard let handle else { return }
        if readable {
            let isAlive = PQconsumeInput(handle) == 1
            receive()
            guard state == .ready else { return }
            guard isAlive, PQstatus(handle) == CONNECTION_OK else { return end(lost()) }
        }
        if state == .ready, writable { flush() }
    }

    private func receive() {
        var isStill = false
        while let handle, PQisBusy(handle) == 0 {
            guard let segment = segments.first else {
                // What comes now was not asked for: a parameter's change, or last words.
                return
            }
            while segment.current?.isUnsent == true { segment.advance() }
            guard let result = PQgetResult(handle) else {
                if segment.isAnswering { segment.advance() } else if isStill { return } else { isStill = true }
                continue
            }
            defer { PQclear(result) }
            isStill = false
            let status = PQresultStatus(result)
            if status == PGRES_FATAL_ERROR, shim_error_field(result, SHIM_SQLSTATE) == nil {
                // The library's own: the connection has ended.
                return end(lost())
            }
            progress = loop.milliseconds
            if status == PGRES_PIPELINE_SYNC {
                _ = segments.popFirst()
                end(segment)
            } else {
                segment.isAnswering = true
                take(result, status, segment)
                // After its last words the server closes the connection: nobody shall be given it meanwhile.
                if lastWords != nil { return end(lost()) }
            }
        }
    }

    private func take(_ result: OpaquePointer, _ status: ExecStatusType, _ segment: Segment) {
        guard let call = segment.current else {
            // The synchronisation itself failed, which is the commit of what stood before it.
            guard status == PGRES_FATAL_ERROR, let last = segment.calls.last else { return }
            var failure = Failure(result: result, statement: last.query.text)
            if case .untouched = failure.remedy { failure.remedy = .reconnection }
            note(failure)
            segment.failure = segment.failure ?? failure
            last.outcome = .failure(failure)
            return
        }
        switch status {
        case PGRES_FATAL_ERROR:
            let failure = Failure(result: result, statement: call.query.text)
            note(failure)
            segment.failure = segment.failure ?? failure
            call.outcome = .failure(failure)
            if let statement = call.preparing {
                statements.settle(statement, isPrepared: false)
            } else if case .preparation = failure.remedy, let statement = call.statement, !statement.isDropped {
                // Where one has become stale, most have.
                statements.dropAll()
            }
        case PGRES_PIPELINE_ABORTED:
            if let statement = call.preparing { statements.settle(statement, isPrepared: false) }
            guard call.outcome == nil else { return }
            let cause = segment.failure?.error ?? SQLError(.other, statement: call.query.text)
            // A transaction ends with whatever failed; neighbours know nothing of one another.
            let remedy = segment.kind == .transaction ? segment.failure?.remedy : nil
            call.outcome = .failure(Failure(cause, remedy ?? .aborted))
        default:
            if let statement = call.preparing {
                statements.settle(statement, isPrepared: true)
            } else {
                call.outcome = read(result, status, call)
            }
        }
    }

    private func read(_ result: OpaquePointer, _ status: ExecStatusType, _ call: Call) -> Outcome {
        do throws(SQLError) {
            var rows: [Row] = []
            if status == PGRES_TUPLES_OK {
                let shape: ResultShape
                if let known = call.statement?.shape {
                    shape = known
                } else {
                    shape = try ResultShape(of: result)
                    call.statement?.shape = shape
                }
                rows = shape.rows(of: result)
            }
            return .success(ExecutionResult(rowsChanged: Self.rowsChanged(by: result), rows: rows))
        } catch {
            return .failure(Failure(error))
        }
    }

    /// A `select` has changed none, though the server counts what it found.
    private static func rowsChanged(by result: OpaquePointer) -> Int {
        guard let tag = PQcmdStatus(result), tag.pointee != CChar(UInt8(ascii: "S")),
            let count = PQcmdTuples(result), count.pointee != 0
        else { return 0 }
        return atol(count)
    }

    /// The synchronisation has come: whatever the segment did is done for good.
    private func end(_ segment: Segment) {
        load -= segment.calls.count
        for call in segment.calls {
            let outcome = call.outcome ?? .failure(Failure(SQLError(.other, detail: "no answer")))
            if segment.kind != .transaction, case .failure(let failure) = outcome, mayRepeat(call, after: failure) {
                call.outcome = nil
                call.isUnsent = false
                call.statement = nil
                if segment.kind == .shared { queue(call) } else { send(Segment(.single, [call])) }
            } else {
                call.end(outcome)
            }
        }
    }

    /// Whether the server has not looked at a call for a reason that has nothing to do with it.
    private func mayRepeat(_ call: Call, after failure: Failure) -> Bool {
        switch failure.remedy {
        case .aborted:
            return true
        case .preparation where call.repetitions < 3:
            call.repetitions += 1
            return true
        default:
            return false
        }
    }

    private func note(_ failure: Failure) {
        if failure.error.code == .connectionLost { lastWords = failure.error.detail }
    }

    // MARK: Ending

    private func lost() -> SQLError {
        SQLError(.connectionLost, detail: lastWords ?? "the server has closed the connection")
    }

    /// Ends a connection on which nothing has come for longer than the server lets a statement take.
    func checkDeadline(now: UInt64) {
        guard !segments.isEmpty, now > progress + statementTimeout + Self.grace else { return }
        end(SQLError(.timeout, detail: "the server does not answer"))
    }

    func close() {
        end(SQLError(.closed))
    }

    private func end(_ error: SQLError) {
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
    }

    private func release() {
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
        guard state == .ready, use == uses, load > 0, !isCancelling, let handle, let request = PQgetCancel(handle)
        else { return }
        isCancelling = true
        let box = CancelRequest(pointer: request)
        loop.spawn { [self] in
            // Where too many wait already the statement ends by its own limit.
            try? await BlockingCalls.run { box.send() }
            isCancelling = false
            let body = afterCancelling
            afterCancelling = nil
            body?()
        }
    }

    /// Calls back when no request to stop is on its way.
    func whenNotCancelling(_ body: @escaping () -> Void) {
        if isCancelling { afterCancelling = body } else { body() }
    }
}
