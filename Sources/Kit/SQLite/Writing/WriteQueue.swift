import Glibc

/// What waits for the writer's thread. Everything in it is touched under its mutex only, which is why it may call
/// itself `Sendable`.
final class WriteQueue: @unchecked Sendable {
    enum Work {
        /// Transactions that will share a commit, and jobs of bodies that were refused and go on without one.
        case some([any WriteRequest], late: [LateJob])
        /// Nothing came for a while.
        case idle
        /// Closed, and nothing is left.
        case end
    }

    /// What a suspended body still has to do.
    struct LateJob {
        let request: any WriteRequest
        let job: UnownedJob
    }

    enum Refusal: Error {
        case full, closed
    }

    private let mutex: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
    private let condition: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
    private let limit: Int
    private let batchLimit: Int
    private var requests: [any WriteRequest] = []
    private var late: [LateJob] = []
    /// Places that were promised to requests which are not here yet.
    private var reserved = 0
    private var isClosed = false
    private var hasEnded = false

    init(limit: Int, batchLimit: Int) {
        self.limit = limit
        self.batchLimit = batchLimit
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Promises a place, so that `add` cannot fail once the request's task exists.
    func reserve() throws(Refusal) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        if isClosed { throw .closed }
        guard requests.count + reserved < limit else { throw .full }
        reserved += 1
    }

    func add(_ request: any WriteRequest) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        reserved -= 1
        requests.append(request)
        if requests.count == 1 { pthread_cond_signal(condition) }
    }

    /// False when the writer has ended, so that nobody would run the job.
    func add(_ job: LateJob) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard !hasEnded else { return false }
        late.append(job)
        pthread_cond_signal(condition)
        return true
    }

    func next(idleAfter milliseconds: Int) -> Work {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        if requests.isEmpty && late.isEmpty && !isFinished {
            var deadline = timespec()
            clock_gettime(CLOCK_MONOTONIC, &deadline)
            deadline.tv_nsec += milliseconds * 1_000_000
            deadline.tv_sec += deadline.tv_nsec / 1_000_000_000
            deadline.tv_nsec %= 1_000_000_000
            while requests.isEmpty && late.isEmpty && !isFinished {
                if pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT { return .idle }
            }
        }
        if requests.isEmpty && late.isEmpty {
            hasEnded = true
            return .end
        }
        let batch = Array(requests.prefix(batchLimit))
        requests.removeFirst(batch.count)
        let jobs = late
        late.removeAll()
        return .some(batch, late: jobs)
    }

    /// Takes no more requests; those that are in, or were promised a place, are still done.
    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    private var isFinished: Bool { isClosed && reserved == 0 }
}
