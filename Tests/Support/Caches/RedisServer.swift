import EventLoops
import Glibc

/// A Redis of a test's own, to be killed, frozen and started again. It ends with the test process, however that ends.
public final class RedisServer: Sendable {
    public struct CannotStart: Error, CustomStringConvertible {
        public let description: String
    }

    public let port: UInt16
    private let arguments: [String]
    private let process = Lock<GuardedProcess?>(nil)

    public var url: String { "redis://127.0.0.1:\(port)" }

    private init(port: UInt16, arguments: [String]) {
        self.port = port
        self.arguments = arguments
    }

    /// Starts one on a free port, and waits until it answers.
    /// - Parameter options: as in its configuration, such as `["--requirepass", "…"]`.
    public static func start(_ options: [String] = []) async throws -> RedisServer {
        let port = FreePort.next()
        let server = RedisServer(
            port: port,
            arguments: [
                "--bind", "127.0.0.1", "--port", "\(port)", "--save", "", "--appendonly", "no", "--dir", "/tmp",
            ] + options)
        try await server.start()
        return server
    }

    /// Runs the body with one, and ends it.
    public static func with<Result: Sendable>(
        _ options: [String] = [], _ body: (RedisServer) async throws -> Result
    ) async throws -> Result {
        let server = try await start(options)
        defer { server.kill() }
        return try await body(server)
    }

    /// Starts it, also again after `kill`: then nothing is in it.
    public func start() async throws {
        let started = try GuardedProcess("redis-server", arguments)
        let limit = ContinuousClock.now + .seconds(20) * Patience.factor
        while ContinuousClock.now < limit {
            let answer = try? await RawClient.ask(port, "PING\r\n", until: { !$0.bytes.isEmpty })
            if answer?.bytes.isEmpty == false { return process.withLock { $0 = started } }
            try await Sleep.for(.milliseconds(10))
        }
        started.kill()
        throw CannotStart(description: "redis-server does not answer; is it installed?")
    }

    /// Ends it as a crash would.
    public func kill() {
        let process = process.withLock { process in
            defer { process = nil }
            return process
        }
        process?.kill()
    }

    /// It keeps its connections, accepts new ones, and says nothing.
    public func freeze() { process.withLock { $0?.send(SIGSTOP) } }

    public func thaw() { process.withLock { $0?.send(SIGCONT) } }
}
