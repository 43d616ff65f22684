public import EventLoops
import FoundationEssentials
import Observability
public import Redis

/// The Redis that tests share: the one that `SOUK_TEST_REDIS_URL` names, else one of this process. Every test has a
/// prefix of its own and leaves nothing.
public enum TestRedis {
    private static let own = Lock<Task<RedisServer, any Error>?>(nil)

    public static func address() async throws -> RedisAddress {
        if let url = ProcessInfo.processInfo.environment["SOUK_TEST_REDIS_URL"] { return try RedisAddress(url) }
        let starting = own.withLock { task in
            let starting = task ?? Task { try await RedisServer.start() }
            task = starting
            return starting
        }
        return try RedisAddress(try await starting.value.url)
    }

    /// Runs the body with clients, each with a connection on every loop, as so many processes would have them; then
    /// removes what begins with the prefix.
    /// - Parameter address: of the shared one, unless said otherwise.
    @discardableResult
    public static func withClients<Result: Sendable>(
        _ count: Int = 1, on loops: EventLoopGroup, at address: RedisAddress? = nil,
        configuration: RedisConfiguration = .patient,
        _ body: (_ clients: [RedisClient], _ prefix: String) async throws -> Result
    ) async throws -> Result {
        let server = if let address { address } else { try await Self.address() }
        let clients = (0..<count).map { _ in
            RedisClient(server, configuration: configuration, home: loops.loops[0], logger: quiet, metrics: .init())
        }
        for client in clients { try await client.connectEverywhere(loops) }
        let prefix = "souk-test:\(UUID())"
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(clients, prefix)) } catch { result = .failure(error) }
        // A test with a server of its own may have ended it.
        if address == nil { try await clients[0].remove(prefix: prefix) }
        for client in clients { await client.shutdown() }
        return try result.get()
    }

    private static var quiet: Logger { Logger(label: "test", level: .critical, handlers: []) }
}

extension RedisConfiguration {
    /// A busy machine is not what the tests are about.
    public static var patient: RedisConfiguration {
        var configuration = RedisConfiguration()
        configuration.commandDeadline = .seconds(20) * Patience.factor
        configuration.connectTimeout = .seconds(20) * Patience.factor
        return configuration
    }
}

extension RedisClient {
    public func connectEverywhere(_ loops: EventLoopGroup) async throws {
        for loop in loops.loops {
            try await withTaskExecutorPreference(loop) {
                await Task.yield()
                try await connect()
            }
        }
    }

    /// The names of all keys that begin so.
    public func keys(prefix: String) async throws -> [String] {
        var (cursor, names): (String, [String]) = ("0", [])
        repeat {
            let reply = try await send([RedisCommand("SCAN", cursor, "MATCH", "\(prefix)*", "COUNT", "1000")])
            guard let parts = reply.first?.array, parts.count == 2, let next = parts[0].bytes else { break }
            cursor = String(decoding: next, as: UTF8.self)
            names += (parts[1].array ?? []).compactMap { $0.bytes.map { String(decoding: $0, as: UTF8.self) } }
        } while cursor != "0"
        return Array(Set(names))
    }

    public func remove(prefix: String) async throws {
        for name in try await keys(prefix: prefix) { _ = try await send([RedisCommand("DEL", name)]) }
    }
}
