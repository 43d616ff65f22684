public import Caching
public import EventLoops
import FoundationEssentials
import Observability
import Redis
public import Values

/// A cache that the same tests run over: what holds on one only is a bug.
public enum CacheEngine: String, Sendable, CaseIterable, CustomStringConvertible {
    case memory
    case redis

    public var description: String { rawValue }

    /// The one that belongs to this run's engines: with `SOUK_TEST_COLUMN=servers` everything stands on servers.
    public static let ofColumn: CacheEngine =
        ProcessInfo.processInfo.environment["SOUK_TEST_COLUMN"] == "servers" ? .redis : .memory

    /// Runs the body with an empty cache.
    @discardableResult
    public func withCache<Result: Sendable>(
        on loops: EventLoopGroup, clock: WallClock = .system, _ body: (any Cache) async throws -> Result
    ) async throws -> Result {
        switch self {
        case .memory: try await body(MemoryCache(clock: clock))
        case .redis:
            try await TestRedis.withClients(on: loops) { clients, prefix in
                try await body(RedisCache(clients[0], prefix: prefix, version: "1", metrics: MetricsRegistry()))
            }
        }
    }
}

extension Cache {
    /// What is stored, or else this.
    public func value(for key: CacheKey, orElse value: [UInt8]) async throws -> [UInt8] {
        try await self.value(for: key) { value }
    }
}
