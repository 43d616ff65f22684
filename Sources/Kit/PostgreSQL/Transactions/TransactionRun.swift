import EventLoops
import SQL

/// One run of a transaction's body on a connection that is its own, and the executor of just that body.
///
/// It hands the body's jobs to the loop, and thereby sees what the body waits for: a job that comes while no answer of
/// this transaction is handed over comes from elsewhere, and a body that has nothing left to do and no statement under
/// way waits for something else. Both are refused.
final class TransactionRun: TaskExecutor {
    enum Phase {
        case running, ended, suspended
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var phase = Phase.running
        /// Whether the body runs just now, or is about to, or is handed what it waited for: what is enqueued then is its
        /// own.
        var isWorking = false
        var isScheduled = false
        var isAnswering = true
        var hasEnded = false
        var underWay = 0
        var hasBegun = false
        /// What travels with the next statement.
        var ahead: [Query] = []
        /// What the first statement that failed was told. As on every engine it dooms the whole transaction.
        var doom: Failure?
        var hasAnswer = false
        var hooks: [@Sendable () -> Void] = []
        var caller: UnsafeContinuation<End, Never>?
    }

    struct End {
        let isSuspended: Bool
        /// Whether the server knows of the transaction.
        let hasBegun: Bool
        /// Whether something has still to be sent, with the commit.
        let hasAhead: Bool
        /// Whether the body has seen anything of the database.
        let hasAnswer: Bool
        let doom: Failure?
        let hooks: [@Sendable () -> Void]
    }

    private static let begin: Query = "begin"
    /// More is not kept back: it would only make the server idle.
    private static let longestWay = 30

    private let connection: Connection
    private let loop: EventLoop
    private let state = Lock(State())

    init(on connection: Connection) {
        self.connection = connection
        loop = connection.loop
    }

    /// Runs the body to its end, or to where it waits for something else.
    func run(_ body: @escaping @Sendable (PostgreSQLTransaction) async -> Void) async -> End {
        await withUnsafeContinuation { caller in
            state.withLock { $0.caller = caller }
            Task(executorPreference: self) {
                await body(PostgreSQLTransaction(run: self))
                self.state.withLock { $0.hasEnded = true }
            }
        }
    }

    // MARK: The body's jobs

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isLate = state.withLock { state in
            guard state.phase == .running else { return true }
            if !state.isWorking, !state.isScheduled, !state.isAnswering { state.phase = .suspended }
            state.jobs.append(job)
            return false
        }
        if isLate {
            loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        } else {
            schedule()
        }
    }

    private func schedule() {
        let isFirst = state.withLock { state in
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if isFirst { loop.execute { self.work() } }
    }

    private func work() {
        state.withLock { state in
            state.isScheduled = false
            state.isAnswering = false
            state.isWorking = true
        }
        while let job = state.withLock({ $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }) {
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
        let (caller, end) = state.withLock { state -> (UnsafeContinuation<End, Never>?, End?) in
            state.isWorking = false
            if state.hasEnded {
                if state.phase == .running { state.phase = .ended }
            } else if state.underWay == 0 {
                state.phase = .suspended
            }
            guard state.phase != .running, let caller = state.caller.take() else { return (nil, nil) }
            let end = End(
                isSuspended: state.phase == .suspended, hasBegun: state.hasBegun, hasAhead: !state.ahead.isEmpty,
                hasAnswer: state.hasAnswer, doom: state.doom, hooks: state.hooks)
            state.hooks = []
            return (caller, end)
        }
        if let caller, let end { caller.resume(returning: end) }
    }

    // MARK: What the body does

    func perform(_ query: Query) async throws(SQLError) -> ExecutionResult {
        let before = try state.withLock { state throws(SQLError) -> [Call] in
            try check(state, query)
            state.underWay += 1
            return takeAhead(&state)
        }
        let outcome: Outcome = await withUnsafeContinuation { continuation in
            // No round trip is spent on what goes before.
            connection.send(inTransaction: before + [Call(query, .closure { self.answer(continuation, $0) })])
        }
        switch outcome {
        case .success(let result): return result
        // What was sent before may have failed, of which this is but a consequence.
        case .failure(let failure): throw doom?.error ?? failure.error
        }
    }

    /// What the first statement that failed was told, as far as there are answers.
    var doom: Failure? { state.withLock { $0.doom } }

    /// Keeps a statement back until the next one is sent, or the end.
    func prepare(_ query: Query) throws(SQLError) {
        let full = try state.withLock { state throws(SQLError) -> [Call] in
            try check(state, query)
            state.ahead.append(query)
            // Not before the server has said that the transaction has begun: what comes behind a beginning that was refused
            // would be done by itself. With the commit it is passed over.
            return state.ahead.count < Self.longestWay || !state.hasAnswer ? [] : takeAhead(&state)
        }
        if !full.isEmpty { connection.send(inTransaction: full) }
    }

    /// What has to be sent before the commit.
    func takeAhead() -> [Call] { state.withLock { takeAhead(&$0) } }

    private func check(_ state: borrowing State, _ query: Query) throws(SQLError) {
        guard state.phase == .running, !state.hasEnded, loop.isCurrent else {
            throw SQLError(.transactionEnded, statement: query.text)
        }
        if let doom = state.doom { throw doom.error }
    }

    /// What has been kept back, and before it the beginning if the server does not know of that yet.
    private func takeAhead(_ state: inout State) -> [Call] {
        var calls = state.ahead.map { Call($0, .closure(self.note)) }
        state.ahead = []
        if !state.hasBegun { calls.insert(Call(Self.begin, .closure(self.note)), at: 0) }
        state.hasBegun = true
        return calls
    }

    private func note(_ outcome: Outcome) {
        guard case .failure(let failure) = outcome else { return }
        state.withLock { $0.doom = $0.doom ?? failure }
    }

    private func answer(_ continuation: UnsafeContinuation<Outcome, Never>, _ outcome: Outcome) {
        state.withLock { state in
            state.underWay -= 1
            state.isAnswering = true
            switch outcome {
            case .success: state.hasAnswer = true
            case .failure(let failure): state.doom = state.doom ?? failure
            }
        }
        continuation.resume(returning: outcome)
        state.withLock { $0.isAnswering = false }
        // Also where nobody goes on: then the body waits for something else.
        schedule()
    }

    /// The connection is not given up when the server is silent for longer than a statement may take.
    func liftTimeLimit() {
        connection.isPatient = true
    }

    /// Lets it come to nothing, unless its body has ended: what is under way is stopped at the server, what comes is refused.
    func cancel() {
        loop.execute { [self] in
            let isUnderWay = state.withLock { state in
                guard state.phase == .running, !state.hasEnded else { return false }
                state.doom = state.doom ?? Failure(SQLError(.cancelled))
                return state.underWay > 0
            }
            if isUnderWay { connection.cancel(use: connection.uses) }
        }
    }

    func afterCommit(_ hook: @escaping @Sendable () -> Void) {
        state.withLock { state in
            if state.phase == .running { state.hooks.append(hook) }
        }
    }
}
