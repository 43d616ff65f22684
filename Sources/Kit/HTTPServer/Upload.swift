import EventLoops

/// The way of a body from the connection to the handler: one chunk waits at most, the rest stays with the sender.
///
/// It is touched on the loop of its connection only, which is why it may call itself `Sendable`.
final class Upload: @unchecked Sendable {
    private let loop: EventLoop
    private var chunk: [UInt8]?
    private var waiter: CheckedContinuation<[UInt8]?, any Error>?
    private var outcome: Result<Void, any Error>?

    /// Called when there is room for the next chunk.
    private let wantsMore: () -> Void

    init(on loop: EventLoop, wantsMore: @escaping () -> Void) {
        self.loop = loop
        self.wantsMore = wantsMore
    }

    /// Whether a chunk waits that nobody has asked for.
    var isFull: Bool { chunk != nil }

    /// Whether the handler waits for a chunk.
    var isWanted: Bool { waiter != nil }

    /// Hands over a chunk; not to be called while it is full.
    func add(_ bytes: [UInt8]) {
        guard outcome == nil else { return }
        if let waiter {
            self.waiter = nil
            waiter.resume(returning: bytes)
        } else {
            chunk = bytes
        }
    }

    /// The body has ended, well or not. Only the first call counts; a chunk that waits is still handed out if well.
    func end(_ outcome: Result<Void, any Error>) {
        guard self.outcome == nil else { return }
        self.outcome = outcome
        if let waiter {
            self.waiter = nil
            waiter.resume(with: outcome.map { nil })
        }
    }

    /// What the handler's body stream asks. May be called from anywhere.
    func next() async throws -> [UInt8]? {
        if loop.isCurrent, let ready = takeReady() { return try ready.get() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if loop.isCurrent {
                    wait(continuation)
                } else {
                    loop.execute { self.wait(continuation) }
                }
            }
        } onCancel: {
            loop.execute { self.letGo() }
        }
    }

    private func takeReady() -> Result<[UInt8]?, any Error>? {
        if case .failure(let error) = outcome { return .failure(error) }
        if let chunk {
            self.chunk = nil
            wantsMore()
            return .success(chunk)
        }
        return outcome == nil ? nil : .success(nil)
    }

    private func wait(_ continuation: CheckedContinuation<[UInt8]?, any Error>) {
        if let ready = takeReady() {
            continuation.resume(with: ready)
        } else if Task.isCancelled || waiter != nil {
            continuation.resume(throwing: CancellationError())
        } else {
            waiter = continuation
            wantsMore()
        }
    }

    private func letGo() {
        waiter?.resume(throwing: CancellationError())
        waiter = nil
    }
}
