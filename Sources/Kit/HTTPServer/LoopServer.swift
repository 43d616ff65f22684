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
    private let logger: Logger
    private var daemon: OpaquePointer?
    private var watcher: DescriptorWatcher?
    private var hook: BeforeSleepHook?
    private var sweeper: LoopTimer?
    private var farewell: LoopTimer?
    private var connections: [ObjectIdentifier: Connection] = [:]
    private var emptied: CheckedContinuation<Void, Never>?
    private var resumed = false

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
        self.responder = responder
        self.logger = logger
        let context = Unmanaged.passUnretained(self).toOpaque()
        daemon = shim_start_daemon(
            socket, UInt32(clamping: max(1, limits.maximumConnections / loopCount)),
            UInt32(clamping: max(1, limits.idleTimeout.wholeMilliseconds / 1000)), limits.maximumHeaderBytes, context,
            LoopServer.onRequest, LoopServer.onCompleted, LoopServer.onConnection, LoopServer.onTarget)
        guard let daemon else {
            throw HTTPServerError.cannotListen(
                address: limits.address, port: limits.port, reason: "libmicrohttpd does not start")
        }
        let watcher = try loop.watch(descriptor: shim_epoll_descriptor(daemon)) { [unowned self] _, _ in run() }
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

    /// Cuts off clients that trickle, which the library takes for lively, and lets it look for those that are idle.
    private func sweep() {
        let now = loop.milliseconds
        for connection in connections.values where connection.isLate(at: now) { connection.cut() }
        run()
        armSweeper()
    }

    private func armSweeper() {
        guard !connections.isEmpty else { return }
        sweeper?.arm(milliseconds: min(1000, max(10, limits.headerTimeout.wholeMilliseconds / 4)))
    }

    // MARK: What the library says

    private func opened(_ connection: OpaquePointer) -> Connection {
        let client = Connection(connection, headUntil: headTime())
        connections[ObjectIdentifier(client)] = client
        if connections.count == 1 { armSweeper() }
        return client
    }

    private func closed(_ client: Connection) {
        connections.removeValue(forKey: ObjectIdentifier(client))
        if connections.isEmpty {
            emptied?.resume()
            emptied = nil
        }
    }

    private func began(_ connection: OpaquePointer, target: UnsafePointer<CChar>) -> Exchange? {
        guard let context = shim_socket_context(connection) else { return nil }
        let client = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        let exchange = Exchange(connection, on: self, client: client, target: RawTarget(target))
        client.began(exchange, headUntil: headTime())
        return exchange
    }

    private func ended(_ connection: OpaquePointer, _ exchange: Exchange) {
        exchange.ended()
        guard let context = shim_socket_context(connection) else { return }
        let client = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        client.ended(nextHeadUntil: headTime() + limits.idleTimeout.wholeMilliseconds)
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

    private static let onCompleted: MHD_RequestCompletedCallback = { context, connection, state, _ in
        guard let context, let connection, let state, let opaque = state.pointee else { return }
        state.pointee = nil
        let exchange = Unmanaged<Exchange>.fromOpaque(opaque).takeRetainedValue()
        Unmanaged<LoopServer>.fromOpaque(context).takeUnretainedValue().ended(connection, exchange)
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

    /// Accepts nobody any more, and tells clients that wait for nothing to go.
    func drain() {
        guard let daemon, !isDraining else { return }
        isDraining = true
        acceptAllWaiting()
        let socket = MHD_quiesce_daemon(daemon)
        if socket >= 0 { close(socket) }
        for connection in connections.values where connection.isIdle && connection.hasAsked { connection.closeInput() }
        run()
        // Who has just connected is about to ask; over an older connection a client knows to try again.
        farewell = loop.makeTimer { [unowned self] in
            for connection in connections.values where connection.isIdle { connection.closeInput() }
            run()
        }
        farewell?.arm(milliseconds: 250)
    }

    /// Takes who stands in the kernel's queue, in the portions that the library takes: closing the socket would cut them
    /// off unheard.
    private func acceptAllWaiting() {
        var before: Int
        repeat {
            before = connections.count
            run()
        } while connections.count > before
    }

    /// Returns when the last connection has closed, or `stop` was called.
    func untilEmpty() async {
        await withCheckedContinuation { continuation in
            loop.execute {
                if self.connections.isEmpty || self.isStopping {
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
        drain()
        isStopping = true
        for connection in connections.values {
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
        emptied?.resume()
        emptied = nil
    }
}
