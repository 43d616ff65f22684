import CUV

/// The common part of timers and watchers: a libuv handle that lives until libuv has let go of it.
///
/// libuv may touch a handle until the callback of `uv_close` has run. So the handle keeps its object alive, and gives
/// up that reference there; whoever makes one has to `close` it.
///
/// It is handed through `Sendable` closures on its way to the loop, but touched on the loop's thread only.
public class LoopHandle: @unchecked Sendable {
    public let loop: EventLoop
    let handle: UnsafeMutablePointer<uv_handle_t>
    private(set) var isClosed = false

    init(on loop: EventLoop, size: Int) {
        self.loop = loop
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        handle = memory.assumingMemoryBound(to: uv_handle_t.self)
    }

    deinit { UnsafeMutableRawPointer(handle).deallocate() }

    /// Called once the handle is initialised: from here on libuv knows it.
    func adopt() {
        handle.pointee.data = Unmanaged.passRetained(self).toOpaque()
    }

    static func owner(of data: UnsafeMutableRawPointer?) -> LoopHandle? {
        data.map { Unmanaged<LoopHandle>.fromOpaque($0).takeUnretainedValue() }
    }

    static let closed: uv_close_cb = { handle in
        guard let data = handle?.pointee.data else { return }
        Unmanaged<LoopHandle>.fromOpaque(data).release()
    }

    /// Ends the handle for good; its body is not called again. Closing twice does nothing.
    public func close() {
        loop.preconditionOnLoop()
        guard !isClosed else { return }
        isClosed = true
        forget()
        if uv_is_closing(handle) == 0 { uv_close(handle, Self.closed) }
    }

    /// Lets go of what the body captured.
    func forget() {}
}
