import Glibc

/// The queue before a pool's threads. Everything in it is touched under its mutex only.
final class BlockingQueue: @unchecked Sendable {
    /// Does its work and answers how its caller is told: the thread counts as free before anybody is.
    typealias Work = @Sendable () -> @Sendable () -> Void

    private let mutex: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
    private let condition: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
    private let limit: Int
    private var free: Int
    private var isClosed = false
    private var waiting: [Work] = []
    private var head = 0

    init(limit: Int, threads: Int) {
        self.limit = limit
        free = threads
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Answers why the work was not taken, or nil.
    func add(_ work: @escaping Work) -> (any Error)? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        if isClosed { return BlockingPool.Closed() }
        guard waiting.count - head < limit + free else { return BlockingPool.Full() }
        waiting.append(work)
        pthread_cond_signal(condition)
        return nil
    }

    /// Waits for work; nil when the queue is closed and empty.
    func next() -> Work? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while head == waiting.count {
            if isClosed { return nil }
            pthread_cond_wait(condition, mutex)
        }
        let work = waiting[head]
        head += 1
        if head == waiting.count || head > 64 {
            waiting.removeFirst(head)
            head = 0
        }
        free -= 1
        return work
    }

    /// Says that the work that `next` gave out is done.
    func finished() {
        pthread_mutex_lock(mutex)
        free += 1
        pthread_mutex_unlock(mutex)
    }

    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }
}
