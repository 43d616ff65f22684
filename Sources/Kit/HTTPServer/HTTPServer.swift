public import EventLoops
import Glibc
public import HTTP
public import Observability

/// Answers HTTP on one port with all loops of a group.
///
/// Each loop has a listening socket and connections of its own; a request is answered on the loop on which it came.
/// TLS is the business of the gateway in front.
public final class HTTPServer: Sendable {
    private enum State {
        case new
        case starting
        case running([LoopServer], port: UInt16)
        case over
    }

    private let configuration: HTTPServerConfiguration
    private let responder: any Responder
    private let loops: EventLoopGroup
    private let logger: Logger
    private let state = Lock(State.new)

    public init(
        _ configuration: HTTPServerConfiguration, responder: any Responder, loops: EventLoopGroup,
        logger: Logger = Logger(label: "http.server")
    ) {
        self.configuration = configuration
        self.responder = responder
        self.loops = loops
        self.logger = logger
    }

    /// The port that it listens on; nil before the start and after the end.
    public var boundPort: UInt16? {
        state.withLock { state in
            guard case .running(_, let port) = state else { return nil }
            return port
        }
    }

    /// Listens from here on.
    /// - Throws: `HTTPServerError`, which says in words what is wrong.
    public func start() async throws {
        let isFirst = state.withLock { state in
            guard case .new = state else { return false }
            state = .starting
            return true
        }
        guard isFirst else { throw HTTPServerError.alreadyStarted }
        // A client that goes away while it is answered must not end the process.
        signal(SIGPIPE, SIG_IGN)
        let sockets = try ListeningSockets(
            address: configuration.address, port: configuration.port, count: loops.loops.count)
        var servers: [LoopServer] = []
        do {
            for (loop, socket) in zip(loops.loops, sockets.descriptors) {
                servers.append(
                    try await loop.submit { [configuration, loops, responder, logger] in
                        try LoopServer(
                            on: loop, socket: socket, limits: configuration, loopCount: loops.loops.count,
                            responder: responder, logger: logger)
                    })
            }
        } catch {
            for server in servers { try await server.loop.submit { server.stop() } }
            for socket in sockets.descriptors.dropFirst(servers.count) { close(socket) }
            throw error
        }
        let started = servers
        state.withLock { $0 = .running(started, port: sockets.port) }
    }

    /// Refuses new connections, lets what is under way finish, and gives up the rest when the deadline has passed.
    public func shutdown(deadline: Duration = .seconds(10)) async {
        let servers = state.withLock { state -> [LoopServer] in
            defer { state = .over }
            guard case .running(let servers, _) = state else { return [] }
            return servers
        }
        guard !servers.isEmpty else { return }
        for server in servers { server.loop.execute { server.drain() } }
        let watchdog = loops.any.spawn {
            do { try await Sleep.for(deadline) } catch { return }
            for server in servers { server.loop.execute { server.stop() } }
        }
        for server in servers { await server.untilEmpty() }
        watchdog.cancel()
        for server in servers { _ = try? await server.loop.submit { server.stop() } }
    }
}
