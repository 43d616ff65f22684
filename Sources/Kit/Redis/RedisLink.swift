import CHiredis
import EventLoops
import Glibc

/// One connection of hiredis on a loop, from the attempt to connect to its end. Everything goes over it in order.
///
/// It is touched on that loop only, which is why it may call itself `Sendable`.
final class RedisLink: @unchecked Sendable {
    private let loop: EventLoop
    private let configuration: RedisConfiguration
    /// Nil once hiredis has let go of it.
    private var context: UnsafeMutablePointer<redisAsyncContext>?
    private var watcher: DescriptorWatcher?
    private var timer: LoopTimer?
    private var isConnected = false
    private var wantsRead = false
    private var wantsWrite = false
    private var isWriting = false
    private var isFlushDue = false

    private var underWay = BatchesUnderWay()

    /// Why it is over, where that is known better than by hiredis.
    private var failure: RedisError?
    private let onConnect: () -> Void
    private var onEnd: (RedisError) -> Void

    /// Begins to connect.
    /// - Parameters:
    ///   - address: a number: hiredis would wait for the lookup of a name.
    ///   - onConnect: called once the server has accepted.
    ///   - onEnd: called once, after all that was under way has failed.
    init(
        on loop: EventLoop, to address: String, port: UInt16, _ configuration: RedisConfiguration,
        onConnect: @escaping () -> Void, onEnd: @escaping (RedisError) -> Void
    ) throws(RedisError) {
        self.loop = loop
        self.configuration = configuration
        self.onConnect = onConnect
        self.onEnd = onEnd
        guard let context = redisAsyncConnect(address, Int32(port)) else { throw .unreachable("out of memory") }
        guard context.pointee.err == 0 else {
            let reason = Self.reason(context)
            redisAsyncFree(context)
            throw .unreachable(reason)
        }
        do {
            watcher = try loop.watch(descriptor: context.pointee.c.fd) { [unowned self] readable, writable in
                act(readable, writable)
            }
        } catch {
            redisAsyncFree(context)
            throw .unreachable("\(error)")
        }
        self.context = context
        timer = loop.makeTimer { [unowned self] in lookAtTheTime() }
        // Given up in `cleanup`, which hiredis calls whatever happens.
        context.pointee.ev.data = Unmanaged.passRetained(self).toOpaque()
        context.pointee.ev.addRead = { data in RedisLink.at(data)?.want(read: true) }
        context.pointee.ev.delRead = { data in RedisLink.at(data)?.want(read: false) }
        context.pointee.ev.addWrite = { data in RedisLink.at(data)?.wantToWrite() }
        context.pointee.ev.delWrite = { data in RedisLink.at(data)?.want(write: false) }
        context.pointee.ev.cleanup = { data in
            guard let data else { return }
            let link = Unmanaged<RedisLink>.fromOpaque(data).takeRetainedValue()
            link.end()
        }
        redisAsyncSetConnectCallback(context) { context, status in
            guard status == REDIS_OK, let link = RedisLink.at(context?.pointee.ev.data) else { return }
            link.isConnected = true
            link.onConnect()
        }
    }

    private static func at(_ data: UnsafeMutableRawPointer?) -> RedisLink? {
        data.map { Unmanaged<RedisLink>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func reason(_ context: UnsafeMutablePointer<redisAsyncContext>) -> String {
        context.pointee.errstr.map { String(cString: $0) } ?? "closed"
    }

    // MARK: Commands

    /// Sends commands with the next flush, which comes by itself at the end of this round of the loop.
    /// - Parameter isUrgent: whether the bounds do not hold for it.
    func send(
        _ commands: [RedisCommand], isUrgent: Bool = false, _ completion: @escaping (RedisBatch.Outcome) -> Void
    ) {
        guard let context, failure == nil else { return completion(.failure(failure ?? .notConnected)) }
        let batch = RedisBatch(commands, completion)
        guard isUrgent || underWay.hasRoom(for: batch, configuration) else {
            return batch.finish(.failure(.overloaded))
        }
        if underWay.isEmpty { timer?.arm(after: configuration.commandDeadline) }
        underWay.append(batch)
        for command in commands {
            let data = Unmanaged.passRetained(batch)
            let status = command.bytes.withUnsafeBytes { bytes in
                redisAsyncFormattedCommand(
                    context, RedisLink.onReply, data.toOpaque(), bytes.bindMemory(to: CChar.self).baseAddress,
                    bytes.count)
            }
            // Only where the context is being given up already: `end` fails the batch.
            if status != REDIS_OK { data.release() }
        }
    }

    private static let onReply:
        @convention(c) (
            UnsafeMutablePointer<redisAsyncContext>?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?
        ) -> Void = { context, reply, data in
            guard let data else { return }
            let batch = Unmanaged<RedisBatch>.fromOpaque(data).takeRetainedValue()
            guard let context, let link = RedisLink.at(context.pointee.ev.data) else { return }
            guard let reply = reply?.assumingMemoryBound(to: redisReply.self) else {
                // The context is on its way out.
                return batch.finish(.failure(link.failure ?? .disconnected(reason(context))))
            }
            if batch.take(RedisReply(reply.pointee)) { link.underWay.removeOldest() }
        }

    /// Writes what waits to be written to the socket, now.
    func flush() {
        isFlushDue = false
        guard let context, isConnected else { return }
        isWriting = true
        redisAsyncHandleWrite(context)
        isWriting = false
    }

    // MARK: The loop

    private func want(read: Bool? = nil, write: Bool? = nil) {
        if let read { wantsRead = read }
        if let write { wantsWrite = write }
        watcher?.want(read: wantsRead, write: wantsWrite)
    }

    /// The socket is nearly always writable: the commands of a round are written at its end, without asking the kernel.
    private func wantToWrite() {
        guard isConnected, !isWriting else { return want(write: true) }
        guard !isFlushDue else { return }
        isFlushDue = true
        loop.execute { self.flush() }
    }

    private func act(_ readable: Bool, _ writable: Bool) {
        if readable, let context { redisAsyncHandleRead(context) }
        // Reading may have been the end of the context.
        guard writable, let context else { return }
        isWriting = true
        redisAsyncHandleWrite(context)
        isWriting = false
    }

    private func isLate(_ batch: RedisBatch) -> Bool {
        ContinuousClock.now - batch.sentAt >= configuration.commandDeadline
    }

    /// Looks into the socket before it calls the server late: it may be the loop that was.
    private func lookAtTheTime() {
        while let batch = underWay.oldest, isLate(batch), hasSomethingToRead, let context {
            redisAsyncHandleRead(context)
        }
        guard let batch = underWay.oldest else { return }
        guard !isLate(batch) else { return close(.deadlineExceeded) }
        timer?.arm(after: configuration.commandDeadline - (ContinuousClock.now - batch.sentAt))
    }

    private var hasSomethingToRead: Bool {
        guard let context else { return false }
        var byte: UInt8 = 0
        return recv(context.pointee.c.fd, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) > 0
    }

    // MARK: The end

    /// Ends it; what is under way fails with this error.
    func close(_ error: RedisError) {
        guard let context else { return }
        failure = failure ?? error
        // From within a reply hiredis frees it after that has returned.
        redisAsyncFree(context)
    }

    /// The same, without telling anybody but those who wait for replies.
    func abandon() {
        onEnd = { _ in }
        close(.closed)
    }

    /// Called by hiredis before it closes the descriptor and frees the context.
    private func end() {
        guard let context else { return }
        let error = failure ?? (isConnected ? .disconnected(Self.reason(context)) : .unreachable(Self.reason(context)))
        failure = error
        self.context = nil
        watcher?.close()
        timer?.close()
        underWay.failAll(with: error)
        let tell = onEnd
        onEnd = { _ in }
        tell(error)
    }
}
