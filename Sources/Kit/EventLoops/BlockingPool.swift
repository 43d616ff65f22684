import Synchronization

/// A few threads for calls that block, with a bounded queue before them.
public final class BlockingPool: Sendable {
    /// All threads are busy and the queue is full: try again later.
    public struct Full: Error, Sendable {}

    /// The pool has been shut down.
    public struct Closed: Error, Sendable {}

    private let queue: BlockingQueue
    private let threads: Lock<[SystemThread]>

    /// - Parameter queueLimit: how many calls may wait besides those that run.
    public init(name: String, threads: Int, queueLimit: Int) throws(EventLoopError) {
        precondition(threads > 0 && queueLimit >= 0, "a pool needs a thread, and a queue that can exist")
        let queue = BlockingQueue(limit: queueLimit, threads: threads)
        var started: [SystemThread] = []
        for index in 0..<threads {
            started.append(
                try SystemThread(name: "\(name)-\(index)") {
                    while let work = queue.next() {
                        let tell = work()
                        queue.finished()
                        tell()
                    }
                })
        }
        self.queue = queue
        self.threads = Lock(started)
    }

    /// Runs `body` on one of the threads. A caller that is cancelled while it waits is let go without the call.
    /// - Throws: what the body throws, `Full`, `Closed` or `CancellationError`.
    public func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        let cancelled = Flag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Result, any Error>) in
                let refusal = queue.add {
                    let result: Swift.Result<Result, any Error> =
                        cancelled.isRaised ? .failure(CancellationError()) : Swift.Result(catching: body)
                    return { continuation.resume(with: result) }
                }
                if let refusal { continuation.resume(throwing: refusal) }
            }
        } onCancel: {
            cancelled.raise()
        }
    }

    /// Takes no more calls, finishes those it has, and joins the threads.
    public func shutdown() {
        queue.close()
        let threads = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        for thread in threads { thread.join() }
    }
}

private final class Flag: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .relaxed) }

    func raise() { raised.store(true, ordering: .relaxed) }
}
