import CMicroHTTPD
import EventLoops
import Glibc
import HTTP
import Observability

/// The part of a server that lives on one loop: a daemon with its connections.
///
/// It is made, used and ended on that loop only, which is why it may call itself `Sendable`.
final class LoopServer: @unchecked Sendable {
    let loop: EventLoop
    let limits: HTTPServerConfiguration
    let responder: any Responder
    private let listeningSocket: Int32
    private let logger: Logger
    private var daemon: OpaquePointer?
    private var watcher: DescriptorWatcher?
    private var hook: BeforeSleepHook?
    private var sweeper: LoopTimer?
    private var farewell: LoopTimer?
    private var connections: ConnectionTable
    private var emptied: CheckedContinuation<Void, Never>?
    private var resumed = false
    private var hasLeft = false

    /// Nobody is accepted any more, and every answer ends its connection.
    private(set) var isDraining = false

    /// What is under way is given up.
    private(set) var isStopping = false

    init(
        on loop: EventLoop, socket: Int32, limits: HTTPServerConfiguration, loopCount: Int,
        responder: any Responder, logger: Logger
    ) throws {
        self.loop = loop
        self.limits = limits
        listeningSocket = socket
        self.responder = responder
        self.logger = logger
        let limit = max(1, limits.maximumConnections / loopCount)
        connections = ConnectionTable(limit: limit)
        let context = Unmanaged.passUnretained(self).toOpaque()
        daemon = shim_start_daemon(
            socket, UInt32(clamping: limit), UInt32(clamping: max(1, limits.idleTimeout.wholeMilliseconds / 1000)),
            limits.connectionMemory, context,
            LoopServer.onRequest, LoopServer.onCompleted, LoopServer.onConnection, LoopServer.onTarget)
        guard let daemon else {
            throw HTTPServerError.cannotListen(
                address: limits.address, port: limits.port, reason: "libmicrohttpd does not start")
        }
        let watcher: DescriptorWatcher
        do {
            watcher = try loop.watch(descriptor: shim_epoll_descriptor(daemon)) { [unowned self] _, _ in run() }
        } catch {
            // The socket stays the caller's, who closes it.
            _ = MHD_quiesce_daemon(daemon)
            MHD_stop_daemon(daemon)
            self.daemon = nil
            throw error
        }
        watcher.want(read: true, write: false)
        self.watcher = watcher
        hook = loop.onBeforeSleep { [unowned self] in pump() }
        sweeper = loop.makeTimer { [unowned self] in sweep() }
    }

    func context(for request: HTTPRequest) -> RequestContext {
        RequestContext(for: request, logger: logger, scheme: limits.scheme)
    }

    func refusedField(_ name: HTTPFieldName) {
        logger.error("a response field cannot be sent", metadata: ["http.field": .string(name.rawName)])
    }

    // MARK: Driving the daemon

    private func run() {
        guard let daemon else { return }
        _ = MHD_run(daemon)
    }

    func hasResumed() { resumed = true }

    /// Runs before the loop sleeps: the daemon says 0 when it has work that no socket will announce.
    private func pump() -> Bool {
        guard let daemon else { return false }
        if resumed {
            resumed = false
            _ = MHD_run(daemon)
        }
        var timeout: UInt64 = 0
        for _ in 0..<4 {
            guard MHD_get_timeout(daemon, &timeout) == .YES, timeout == 0 else { return resumed }
            _ = MHD_run(daemon)
        }
        return true
    }

    // MARK: Time

    private func headTime() -> UInt64 { loop.milliseconds + limits.headerTimeout.wholeMilliseconds }

    func bodyTime() -> UInt64 { loop.milliseconds + limits.bodyTimeout.wholeMilliseconds }

    /// Cuts off clients that trickle, which the library takes for lively, and those whose leaving it has missed; lets it
    /// look for those that are idle.
    private func sweep() {
        let now = loop.milliseconds
        for connection in connections where connection.isLate(at: now) || connection.hasHungUp(at: now) {
            connection.cut()
        }
        // All were busy when the last came, and who knows who waits outside.
        if connections.isFull { makeRoom() }
        run()
        armSweeper()
    }

    private func armSweeper() {
        guard !connections.isEmpty else { return }
        sweeper?.arm(milliseconds: min(1000, max(10, limits.headerTimeout.wholeMilliseconds / 4)))
    }

    // MARK: What the library says

    private func opened(_ connection: OpaquePointer) -> Connection {
        let client = Connection(connection, now: loop.milliseconds, headUntil: headTime())
        connections.add(client)
        if connections.count == 1 { armSweeper() }
        if connections.isCrowded { makeRoom() }
        return client
    }

    private func closed(_ client: Connection) {
        // A full house has not listened; the library does so again when it next runs.
        if connections.isFull { hasResumed() }
        connections.remove(client)
        if connections.isEmpty && hasLeft { sayEmptied() }
    }

    private func sayEmptied() {
        emptied?.resume()
        emptied = nil
    }

    /// Nobody is to be kept out by those who only hold a connection.
    private func makeRoom() {
        let now = loop.milliseconds
        let dismissed = connections.dismissLongestIdle(at: now)
        guard connections.mayTell(at: now) else { return }
        logger.warning(
            dismissed > 0 ? "connections are scarce: the longest idle are closed" : "all connections are busy",
            metadata: ["open": "\(connections.count)", "limit": "\(connections.limit)", "closed": "\(dismissed)"])
    }

    private func began(_ connection: OpaquePointer, target: UnsafePointer<CChar>) -> Exchange? {
        guard let context = shim_socket_context(connection) else { return nil }
        let client = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        let exchange = Exchange(connection, on: self, client: client, target: RawTarget(target))
        client.began(exchange, headUntil: headTime())
        return exchange
    }

    private func ended(_ connection: OpaquePointer, _ exchange: Exchange, isTimedOut: Bool) {
        exchange.ended()
        guard let context = shim_socket_context(connection) else { return }
        let client = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        client.ended(now: loop.milliseconds, nextHeadUntil: headTime() + limits.idleTimeout.wholeMilliseconds)
        if isTimedOut { client.resetWhenClosed() }
        if isDraining { client.closeInput() }
    }

    private static let onTarget:
        @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) -> UnsafeMutableRawPointer? = {
            context, target, connection in
            guard let context, let target, let connection else { return nil }
            let server = Unmanaged<LoopServer>.fromOpaque(context).takeUnretainedValue()
            return server.began(connection, target: target).map { Unmanaged.passRetained($0).toOpaque() }
        }

    private static let onRequest: MHD_AccessHandlerCallback = { _, _, _, method, version, data, size, state in
        guard let state = state?.pointee, let method, let version, let size else { return .NO }
        return Unmanaged<Exchange>.fromOpaque(state).takeUnretainedValue()
            .handle(method: method, version: version, data: data, size: size)
    }

    private static let onCompleted: MHD_RequestCompletedCallback = { context, connection, state, reason in
        guard let context, let connection, let state, let opaque = state.pointee else { return }
        state.pointee = nil
        let exchange = Unmanaged<Exchange>.fromOpaque(opaque).takeRetainedValue()
        Unmanaged<LoopServer>.fromOpaque(context).takeUnretainedValue()
            .ended(connection, exchange, isTimedOut: reason == .REQUEST_TERMINATED_TIMEOUT_REACHED)
    }

    private static let onConnection: MHD_NotifyConnectionCallback = { context, connection, socketContext, code in
        guard let context, let connection, let socketContext else { return }
        let server = Unmanaged<LoopServer>.fromOpaque(context).takeUnretainedValue()
        switch code {
        case .CONNECTION_NOTIFY_STARTED:
            socketContext.pointee = Unmanaged.passRetained(server.opened(connection)).toOpaque()
        case .CONNECTION_NOTIFY_CLOSED:
            guard let client = socketContext.pointee else { return }
            socketContext.pointee = nil
            server.closed(Unmanaged<Connection>.fromOpaque(client).takeRetainedValue())
        @unknown default:
            break
        }
    }

    // MARK: The end

    /// From here on every answer ends its connection. When the notice is over, nobody is accepted any more.
    func drain() {
        guard !isDraining else { return }
        isDraining = true
        let notice = limits.noticeTime.wholeMilliseconds
        guard notice > 0 else {
            turnAway()
            return
        }
        farewell = loop.makeTimer { [unowned self] in turnAway() }
        farewell?.arm(milliseconds: notice)
    }

    /// Whom the kernel connects in the moment in which the socket is closed would be cut off, perhaps amid a request. So
    /// nobody new is heard before: who asks for a connection asks again after a second, and is refused then.
    private func turnAway() {
        guard !hasLeft else { return }
        shim_overlook_newcomers(listeningSocket)
        farewell?.close()
        farewell = loop.makeTimer { [unowned self] in leave() }
        // For those that are being made.
        farewell?.arm(milliseconds: 20)
    }

    /// Accepts nobody any more, and tells clients that wait for nothing to go.
    private func leave() {
        guard let daemon, !hasLeft else { return }
        hasLeft = true
        acceptAllWaiting()
        let socket = MHD_quiesce_daemon(daemon)
        if socket >= 0 { close(socket) }
        farewell?.close()
        farewell = loop.makeTimer { [unowned self] in dismissIdle() }
        dismissIdle()
        if connections.isEmpty { sayEmptied() }
    }

    /// Who has just connected, or has just been answered, is about to ask: closing now could cross with a request, and
    /// the answer to that ends the connection anyway.
    private func dismissIdle() {
        let now = loop.milliseconds
        for connection in connections where connection.isIdle(at: now, for: 1000) { connection.closeInput() }
        run()
        if !connections.isEmpty { farewell?.arm(milliseconds: 100) }
    }

    /// Takes who stands in the kernel's queue, in the portions that the library takes: closing the socket would cut them
    /// off unheard. Where none can be taken, as descriptors have run out, it does not try for ever.
    private func acceptAllWaiting() {
        var before: Int
        repeat {
            before = connections.added
            run()
        } while connections.added > before
    }

    /// Returns when the last connection has closed, or `stop` was called.
    func untilEmpty() async {
        await withCheckedContinuation { continuation in
            loop.execute {
                if (self.connections.isEmpty && self.hasLeft) || self.isStopping {
                    continuation.resume()
                } else {
                    self.emptied = continuation
                }
            }
        }
    }

    /// Ends everything, finished or not.
    func stop() {
        guard let daemon, !isStopping else { return }
        isDraining = true
        leave()
        isStopping = true
        for connection in connections {
            connection.cut()
            connection.exchange?.resume()
        }
        run()
        watcher?.close()
        hook?.remove()
        sweeper?.close()
        farewell?.close()
        self.daemon = nil
        MHD_stop_daemon(daemon)
        sayEmptied()
    }
}
