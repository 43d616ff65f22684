import EventLoops
import SQL

/// A transaction that waits for the writer.
protocol WriteRequest: TaskExecutor {
    /// Whether its caller has given up.
    var isCancelled: Bool { get }
    /// Runs the body up to its end, or up to where it suspends; nil means that it must not begin, but has to go.
    func run(in transaction: SQLiteTransaction?) -> BodyEnd
    /// Lets the caller go on: with the body's own result, or with a failure instead.
    func finish(failure: (any Error)?)
}

/// How a body has left the writer's thread.
enum BodyEnd {
    case returned
    case threw
    /// It waits for something, which is not allowed: it will go on some time, without its transaction.
    case suspended
}

/// The task of a transaction's body, and the executor of just that task: the job with which the task begins is kept
/// until it is the transaction's turn, and runs between `savepoint` and `release`. A body that keeps the rules has ended
/// when that job has, and those which it left behind at once: an actor that nobody else uses costs a job more.
///
/// Being a task of the caller's making it sees the caller's task-local values: logger, trace, fail points.
final class TransactionRequest<Value: Sendable>: WriteRequest {
    private enum Phase {
        case new, waiting, inTurn, over
    }

    private struct State {
        /// What the body can do right now.
        var jobs: [UnownedJob] = []
        var phase = Phase.new
        var isCancelled = false
        var transaction: SQLiteTransaction?
        var outcome: Result<Value, any Error>?
        var caller: UnsafeContinuation<Result<Value, any Error>, Never>?
    }

    private let queue: WriteQueue
    private let state = Lock(State())

    init(queue: WriteQueue) {
        self.queue = queue
    }

    /// Makes the task, whose first job comes to `enqueue`.
    func start(
        _ body: @escaping @Sendable (any Transaction) async throws -> Value,
        caller: UnsafeContinuation<Result<Value, any Error>, Never>
    ) {
        state.withLock { $0.caller = caller }
        Task(executorPreference: self) {
            guard let transaction = self.state.withLock({ $0.transaction }) else { return }
            let outcome: Result<Value, any Error>
            do {
                outcome = .success(try await body(transaction))
            } catch {
                outcome = .failure(error)
            }
            self.state.withLock { $0.outcome = outcome }
        }
    }

    func cancel() {
        state.withLock { $0.isCancelled = true }
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let phase = state.withLock { state in
            let phase = state.phase
            if phase == .new { state.phase = .waiting }
            if phase != .over { state.jobs.append(job) }
            return phase
        }
        if phase == .new {
            queue.add(self)
        } else if phase == .over, !queue.add(WriteQueue.LateJob(request: self, job: job)) {
            // The database is closed: what is left of the body cannot touch it any more and may end anywhere.
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }

    func run(in transaction: SQLiteTransaction?) -> BodyEnd {
        state.withLock { state in
            state.phase = .inTurn
            state.transaction = transaction
        }
        while let job = nextJob() { job.runSynchronously(on: asUnownedTaskExecutor()) }
        return state.withLock { state in
            switch state.outcome {
            case .success: .returned
            case .failure: .threw
            case nil: .suspended
            }
        }
    }

    /// The body's next job; when it has none, its turn is over.
    private func nextJob() -> UnownedJob? {
        state.withLock { state in
            guard state.jobs.isEmpty else { return state.jobs.removeFirst() }
            state.phase = .over
            return nil
        }
    }

    func finish(failure: (any Error)?) {
        let (caller, outcome) = state.withLock { ($0.caller.take(), $0.outcome) }
        if let failure {
            caller?.resume(returning: .failure(failure))
        } else {
            caller?.resume(returning: outcome ?? .failure(SQLError(.suspendedInTransaction)))
        }
    }
}
