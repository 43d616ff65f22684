import EventLoops
import Observability
import SQL

/// The one thread that writes. It takes what waits, runs each transaction in a savepoint of its own, commits once, and
/// only then lets the callers go on: a commit to the disk is shared by all who waited for it.
final class SQLiteWriter: Sendable {
    private struct State {
        var connection: SQLiteConnection?
        /// The transaction that may use the connection now; 0 is none.
        var turn = 0
        /// The error of a statement in this turn. As on every engine it dooms the whole transaction.
        var doom: SQLError?
        var hooks: [@Sendable () -> Void] = []
    }

    let queue: WriteQueue
    private let state: Lock<State>
    private let logger: Logger
    private let idleMilliseconds = 200

    init(connection: sending SQLiteConnection, queue: WriteQueue, logger: Logger) {
        self.queue = queue
        self.logger = logger
        state = Lock(State(connection: connection))
    }

    /// The body of the thread: returns when the queue is closed and empty.
    func work() {
        var lastTurn = 0
        var needsCheckpoint = false
        while true {
            switch queue.next(idleAfter: needsCheckpoint ? idleMilliseconds : 60_000) {
            case .some(let requests, let late):
                for item in late { item.job.runSynchronously(on: item.request.asUnownedTaskExecutor()) }
                if commit(requests, lastTurn: &lastTurn) { needsCheckpoint = true }
            case .idle:
                // By hand and in quiet moments, so that the log stays short and no caller waits for it.
                if needsCheckpoint { state.withLock { $0.connection?.checkpoint(truncating: false) } }
                needsCheckpoint = false
            case .end:
                state.withLock { state in
                    state.connection?.checkpoint(truncating: true)
                    state.connection = nil
                }
                return
            }
        }
    }

    // MARK: What a transaction may do in its turn

    func run(_ query: Query, turn: Int) throws(SQLError) -> ExecutionResult {
        try state.withLock { state throws(SQLError) in
            guard state.turn == turn, let connection = state.connection else {
                throw SQLError(.transactionEnded, statement: query.text)
            }
            if let doom = state.doom { throw doom }
            do throws(SQLError) {
                return try connection.run(query)
            } catch {
                state.doom = error
                throw error
            }
        }
    }

    func afterCommit(_ hook: @escaping @Sendable () -> Void, turn: Int) {
        state.withLock { state in
            if state.turn == turn { state.hooks.append(hook) }
        }
    }

    // MARK: The shared commit

    /// Answers whether anything was committed.
    private func commit(_ waiting: [any WriteRequest], lastTurn: inout Int) -> Bool {
        let requests = waiting.filter { request in
            let isWanted = !request.isCancelled
            if !isWanted { refuse(request, CancellationError()) }
            return isWanted
        }
        guard !requests.isEmpty else { return false }
        do {
            try control("begin immediate")
        } catch {
            logger.error("a transaction could not begin", error: error)
            for request in requests { refuse(request, error) }
            return false
        }
        let isShared = requests.count > 1
        var succeeded: [any WriteRequest] = []
        var hooks: [@Sendable () -> Void] = []
        for (index, request) in requests.enumerated() {
            lastTurn += 1
            do {
                hooks += try take(request, turn: lastTurn, isShared: isShared)
                succeeded.append(request)
            } catch {
                request.finish(failure: error.shown)
                guard !isInTransaction else { continue }
                // The engine has rolled back more than this one (a full disk, an interrupt): the earlier ones are lost
                // as well, the later ones get a new beginning.
                let cause = error.shown as? SQLError
                for other in succeeded {
                    other.finish(failure: SQLError(.commitFailed, detail: cause?.debugDescription ?? ""))
                }
                return commit(Array(requests[(index + 1)...]), lastTurn: &lastTurn)
            }
        }
        return end(succeeded, hooks: hooks)
    }

    private func end(_ succeeded: [any WriteRequest], hooks: [@Sendable () -> Void]) -> Bool {
        guard !succeeded.isEmpty else {
            rollBack()
            return false
        }
        do {
            try control("commit")
        } catch {
            rollBack()
            logger.error("a commit failed", error: error, metadata: ["transactions": LogValue(succeeded.count)])
            for request in succeeded { request.finish(failure: error) }
            return false
        }
        for hook in hooks { hook() }
        for request in succeeded { request.finish(failure: nil) }
        return true
    }

    /// What a caller is told about its transaction; nil is the error that its own body threw.
    private struct RolledBack: Error {
        let shown: (any Error)?
    }

    /// Runs one transaction. Answers its hooks if it may be committed; otherwise nothing of it is left.
    private func take(
        _ request: any WriteRequest, turn: Int, isShared: Bool
    ) throws(RolledBack) -> [@Sendable () -> Void] {
        do {
            if isShared { try control("savepoint turn") }
            state.withLock { $0.turn = turn }
            let end = request.run(in: SQLiteTransaction(writer: self, turn: turn))
            let (doom, hooks, isDangling) = state.withLock { state in
                defer { (state.turn, state.doom, state.hooks) = (0, nil, []) }
                return (state.doom, state.hooks, state.connection?.hasDeferredViolation ?? false)
            }
            switch end {
            case .suspended: throw SQLError(.suspendedInTransaction)
            case .threw: throw RolledBack(shown: nil)
            case .returned: break
            }
            if let doom { throw doom }
            if isDangling { throw SQLError(.foreignKeyViolation(Constraint())) }
            if isShared { try control("release turn") }
            return hooks
        } catch {
            rollBack(toSavepoint: isShared)
            throw error as? RolledBack ?? RolledBack(shown: error)
        }
    }

    private func refuse(_ request: any WriteRequest, _ error: any Error) {
        _ = request.run(in: nil)
        request.finish(failure: error)
    }

    private func rollBack(toSavepoint: Bool = false) {
        guard isInTransaction else { return }
        do {
            if toSavepoint {
                try control("rollback to turn")
                try control("release turn")
            } else {
                try control("rollback")
            }
        } catch {
            logger.error("a rollback failed", error: error)
        }
    }

    private var isInTransaction: Bool {
        state.withLock { $0.connection?.isInTransaction ?? false }
    }

    private func control(_ statement: Query) throws(SQLError) {
        try state.withLock { state throws(SQLError) in
            guard let connection = state.connection else { throw SQLError(.closed) }
            try connection.run(statement)
        }
    }
}
