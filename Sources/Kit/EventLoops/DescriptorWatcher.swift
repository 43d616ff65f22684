import CUV

/// Tells when a socket can be read or written. Belongs to its loop; does not own the descriptor.
public final class DescriptorWatcher: LoopHandle, @unchecked Sendable {
    public let descriptor: Int32
    private var body: (_ readable: Bool, _ writable: Bool) -> Void
    private var wanted: Int32 = 0

    private var poll: UnsafeMutablePointer<uv_poll_t> {
        UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_poll_t.self)
    }

    init(
        on loop: EventLoop, descriptor: Int32, _ body: @escaping (_ readable: Bool, _ writable: Bool) -> Void
    ) throws(EventLoopError) {
        self.descriptor = descriptor
        self.body = body
        super.init(on: loop, size: MemoryLayout<uv_poll_t>.size)
        try check(uv_poll_init(loop.uv, poll, descriptor), "watch descriptor \(descriptor)")
        adopt()
    }

    /// Says what to wait for from now on; nothing after `want(read: false, write: false)`.
    public func want(read: Bool, write: Bool) {
        loop.preconditionOnLoop()
        guard !isClosed else { return }
        let events = (read ? Int32(UV_READABLE.rawValue) : 0) | (write ? Int32(UV_WRITABLE.rawValue) : 0)
        guard events != wanted else { return }
        wanted = events
        guard events != 0 else {
            uv_poll_stop(poll)
            return
        }
        uv_poll_start(poll, events) { handle, status, events in
            guard let watcher = LoopHandle.owner(of: handle?.pointee.data) as? DescriptorWatcher else { return }
            // libuv stops watching after an error: the next `want` begins anew, should anything be left to be read.
            if status < 0 { watcher.wanted = 0 }
            // After an error the library behind the descriptor is let loose on it, and finds the error itself.
            watcher.body(
                status < 0 || events & Int32(UV_READABLE.rawValue) != 0,
                status < 0 || events & Int32(UV_WRITABLE.rawValue) != 0)
        }
    }

    override func forget() { body = { _, _ in } }
}

extension EventLoop {
    /// Watches a socket. Nothing is reported before `want(read:write:)`; close the watcher before the socket.
    public func watch(
        descriptor: Int32, _ body: @escaping (_ readable: Bool, _ writable: Bool) -> Void
    ) throws(EventLoopError) -> DescriptorWatcher {
        preconditionOnLoop()
        return try DescriptorWatcher(on: self, descriptor: descriptor, body)
    }
}
