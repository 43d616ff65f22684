import EventLoops
import FoundationEssentials
import Glibc

/// A real Consul agent for one test: a server by itself that keeps everything in memory, so that one that is started
/// anew knows nothing.
public final class ConsulAgent: Sendable {
    /// There is no program to start.
    public struct Missing: Error, CustomStringConvertible {
        public let description =
            "these tests need Consul: let SOUK_TEST_CONSUL name the program, or fetch it to .build/tools/consul"
    }

    private let port = FreePort.next()
    private let serverPort = FreePort.next()
    private let gossipPort = FreePort.next()
    private let folder: String
    private let configuration: String
    private let process = Lock<ServerProcess?>(nil)

    /// As `CONSUL_HTTP_ADDR` has it.
    public var address: String { "127.0.0.1:\(port)" }

    private init(configuration: String) {
        self.configuration = configuration
        folder = FileManager.default.temporaryDirectory.path + "/souk-consul-\(UUID().uuidString)"
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Lets a test have an agent.
    /// - Parameters:
    ///   - configuration: in Consul's own language, beside what every agent gets.
    ///   - isStarted: false for a test in which Consul is away at first.
    public static func use<Result>(
        configuration: String = "", isStarted: Bool = true, _ body: (ConsulAgent) async throws -> Result
    ) async throws -> Result {
        let agent = ConsulAgent(configuration: configuration)
        try FileManager.default.createDirectory(atPath: agent.folder, withIntermediateDirectories: true)
        defer { agent.kill() }
        if isStarted { try await agent.start() }
        return try await body(agent)
    }

    /// Starts it, on the ports that it had before, and waits until it answers.
    public func start() async throws {
        let log = folder + "/log"
        let new = try ServerProcess(
            try Self.program,
            [
                "agent", "-dev", "-node=test", "-bind=127.0.0.1", "-client=127.0.0.1", "-http-port=\(port)",
                "-dns-port=-1", "-grpc-port=-1", "-server-port=\(serverPort)", "-serf-lan-port=\(gossipPort)",
                "-serf-wan-port=-1", "-log-level=warn", "-hcl", "disable_update_check = true \n" + configuration,
            ], output: log)
        process.withLock { $0 = new }
        let limit = ContinuousClock.now + .seconds(20) * Patience.factor
        while ContinuousClock.now < limit, new.isAlive {
            let answer = try? await RawClient.ask(
                port, "GET /v1/status/leader HTTP/1.1\r\nHost: consul\r\n\r\n", until: \.isWhole)
            if answer?.status == 200, answer?.body.contains(":") == true { return }
            try await Sleep.for(.milliseconds(20))
        }
        throw ServerProcess.CannotStart(
            description: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "consul did not start")
    }

    public func kill() {
        process.withLock { process in
            process?.end()
            process = nil
        }
    }

    public func freeze() { process.withLock { $0?.freeze() } }

    public func thaw() { process.withLock { $0?.thaw() } }

    private static var program: String {
        get throws {
            let named = ProcessInfo.processInfo.environment["SOUK_TEST_CONSUL"]
            let path = named ?? FileManager.default.currentDirectoryPath + "/.build/tools/consul"
            guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing() }
            return path
        }
    }
}
