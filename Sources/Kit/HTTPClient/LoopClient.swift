import CCurl
import EventLoops
import HTTP

/// The part of a client that lives on one loop: its connections and the calls on them.
///
/// It is touched on that loop only, which is why it may call itself `Sendable`.
final class LoopClient: @unchecked Sendable {
    let loop: EventLoop
    let configuration: HTTPClientConfiguration
    private var multi: UnsafeMutableRawPointer?
    private var timer: LoopTimer?
    private var queueTimer: LoopTimer?
    private var isQueueWatched = false
    private var watchers: [Int32: DescriptorWatcher] = [:]
    private var transfers: [ObjectIdentifier: CurlTransfer] = [:]
    private var spareHandles: [UnsafeMutableRawPointer] = []
    private var isClosed = false

    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(on loop: EventLoop, _ configuration: HTTPClientConfiguration) {
        self.loop = loop
        self.configuration = configuration
    }

    func onLoop(_ body: @escaping @Sendable () -> Void) {
        if loop.isCurrent { body() } else { loop.execute(body) }
    }

    // MARK: Calls

    /// - Parameter transfer: one whose caller waits already.
    func start(_ transfer: CurlTransfer) {
        guard !transfer.isOver else { return transfer.fail(.cancelled) }
        guard !isClosed, let multi = openMulti() else { return transfer.fail(.closed) }
        guard transfers.count < configuration.callLimit, let handle = spareHandles.popLast() ?? curl_easy_init()
        else { return transfer.fail(.overloaded) }
        do throws(HTTPClientError) {
            try transfer.prepare(handle, connectTimeout: configuration.connectTimeout)
        } catch {
            transfer.fail(error)
            return giveBack(handle)
        }
        transfers[ObjectIdentifier(transfer)] = transfer
        watchQueue()
        // This asks for a timer of zero, so the work itself begins in the loop's next round.
        let status = curl_multi_add_handle(multi, handle)
        guard status == CURLM_OK else {
            return end(transfer, for: .broken(String(cString: curl_multi_strerror(status))))
        }
    }

    private static let queueInterval: UInt64 = 50

    /// Looks after calls that may have to wait for a connection, while there are any.
    private func watchQueue() {
        guard !isQueueWatched, transfers.count > configuration.connectionsPerHost else { return }
        isQueueWatched = true
        queueTimer?.arm(milliseconds: Self.queueInterval)
    }

    /// Ends calls that waited for a connection until their time was up: the library forgets about the time of those that
    /// have none.
    private func lookThroughQueue() {
        let overdue = ContinuousClock.now - .milliseconds(Int(Self.queueInterval))
        for transfer in Array(transfers.values) where transfer.isOverdue(at: overdue) {
            let hasBegun = transfer.handle.map(shim_has_connected) ?? false
            end(transfer, for: hasBegun ? .deadlineExceeded : .unreachable("no connection was free in time"))
        }
        isQueueWatched = false
        watchQueue()
    }

    func cancel(_ transfer: CurlTransfer) {
        guard !transfer.isOver else { return }
        end(transfer, for: .cancelled)
    }

    private func end(_ transfer: CurlTransfer, for error: HTTPClientError) {
        let handle = letGo(of: transfer)
        transfer.fail(error)
        if let handle { giveBack(handle) }
    }

    /// The library has done what it could.
    private func end(_ transfer: CurlTransfer, with code: CURLcode) {
        let handle = letGo(of: transfer)
        transfer.complete(code)
        if let handle { giveBack(handle) }
    }

    private func letGo(of transfer: CurlTransfer) -> UnsafeMutableRawPointer? {
        transfers.removeValue(forKey: ObjectIdentifier(transfer))
        let handle = transfer.handle
        if let multi, let handle { curl_multi_remove_handle(multi, handle) }
        return handle
    }

    /// A handle keeps its memory and its caches; what it was told is forgotten.
    private func giveBack(_ handle: UnsafeMutableRawPointer) {
        guard spareHandles.count < configuration.connectionsPerHost, !isClosed else {
            return curl_easy_cleanup(handle)
        }
        curl_easy_reset(handle)
        spareHandles.append(handle)
    }

    /// Ends all calls and closes all connections.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        for transfer in Array(transfers.values) { end(transfer, for: .closed) }
        for handle in spareHandles { curl_easy_cleanup(handle) }
        spareHandles = []
        if let multi { curl_multi_cleanup(multi) }
        multi = nil
        for watcher in watchers.values { watcher.close() }
        watchers = [:]
        timer?.close()
        queueTimer?.close()
    }

    // MARK: Driving curl

    private func openMulti() -> UnsafeMutableRawPointer? {
        if let multi { return multi }
        guard Self.isReady, let multi = curl_multi_init() else { return nil }
        self.multi = multi
        timer = loop.makeTimer { [unowned self] in act(noSocket, 0) }
        queueTimer = loop.makeTimer { [unowned self] in lookThroughQueue() }
        shim_drive_by_sockets(
            multi, Unmanaged.passUnretained(self).toOpaque(), LoopClient.onSocket, LoopClient.onTimer,
            configuration.connections, configuration.connectionsPerHost)
        return multi
    }

    private func act(_ socket: Int32, _ events: Int32) {
        guard let multi else { return }
        var running: Int32 = 0
        curl_multi_socket_action(multi, socket, events, &running)
        var waiting: Int32 = 0
        while let message = curl_multi_info_read(multi, &waiting) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let context = shim_context(handle)
            else { continue }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            end(transfer, with: shim_result(message))
        }
    }

    private static let onSocket: curl_socket_callback = { _, socket, what, context, _ in
        guard let context else { return 0 }
        Unmanaged<LoopClient>.fromOpaque(context).takeUnretainedValue().watch(socket, what)
        return 0
    }

    private func watch(_ socket: Int32, _ what: Int32) {
        if what == CURL_POLL_REMOVE {
            watchers.removeValue(forKey: socket)?.close()
            return
        }
        let watcher: DescriptorWatcher
        if let known = watchers[socket] {
            watcher = known
        } else {
            // A socket that cannot be watched lets its call run into the deadline.
            guard
                let new = try? loop.watch(
                    descriptor: socket,
                    { [unowned self] readable, writable in act(socket, (readable ? 1 : 0) | (writable ? 2 : 0)) })
            else { return }
            watchers[socket] = new
            watcher = new
        }
        watcher.want(read: what & CURL_POLL_IN != 0, write: what & CURL_POLL_OUT != 0)
    }

    /// Curl must not be called back from here, not even for a time of zero.
    private static let onTimer: curl_multi_timer_callback = { _, milliseconds, context in
        guard let context else { return 0 }
        let client = Unmanaged<LoopClient>.fromOpaque(context).takeUnretainedValue()
        if milliseconds < 0 {
            client.timer?.disarm()
        } else {
            client.timer?.arm(milliseconds: UInt64(milliseconds))
        }
        return 0
    }
}

/// `CURL_SOCKET_TIMEOUT`: a macro with a cast, which Swift does not see.
private let noSocket: Int32 = -1
