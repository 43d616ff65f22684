import Caching
import EventLoops
import Observability
import Redis
import TestSupport
import Testing
import Values

@Suite("Redis that is down, frozen and back")
struct RedisOutageTests {
    /// The client's own bounds, with short pauses.
    private var configuration: RedisConfiguration {
        var configuration = RedisConfiguration()
        configuration.backOff.longest = .milliseconds(100)
        return configuration
    }

    private func with(_ body: (RedisServer, RedisClient, RedisCache) async throws -> Void) async throws {
        try await RedisServer.with { server in
            try await withEventLoops(2) { loops in
                try await TestRedis.withClients(
                    on: loops, at: try RedisAddress(server.url), configuration: configuration
                ) { clients, prefix async throws in
                    let cache = RedisCache(clients[0], prefix: prefix, version: "1", metrics: MetricsRegistry())
                    try await body(server, clients[0], cache)
                }
            }
        }
    }

    /// Asks until a value is found in the cache; a test that waits for ever has found a bug.
    private func untilUsed(_ cache: RedisCache, _ key: CacheKey) async throws {
        let loads = Tally()
        let limit = ContinuousClock.now + .seconds(20) * Patience.factor
        while ContinuousClock.now < limit {
            let before = loads.value
            _ = try await cache.value(for: key) {
                loads.add()
                return [1]
            }
            if loads.value == before { return }
            try await Sleep.for(.milliseconds(5))
        }
        Issue.record("the cache is not used again")
    }

    /// Reads so often, one after the other, and says how long that took in all.
    private func read(_ count: Int, _ cache: RedisCache) async throws -> Duration {
        let begin = ContinuousClock.now
        for number in 0..<count {
            let value = try await cache.value(for: CacheKey("key \(number)", in: .numbered(0))) { [9] }
            #expect(value == [9])
        }
        return ContinuousClock.now - begin
    }

    @Test("Without a server every read is answered, at once")
    func dead() async throws {
        try await with { server, client, cache in
            server.kill()
            // The first may learn of it.
            let duration = try await read(2_000, cache)
            #expect(duration < .seconds(2) * Patience.factor)
            await #expect(throws: RedisError.self) { try await client.ping() }
        }
    }

    @Test("A server that comes back is used again")
    func back() async throws {
        try await with { server, client, cache in
            let key = CacheKey("key", in: .numbered(0))
            try await untilUsed(cache, key)
            for _ in 0..<2 {
                server.kill()
                #expect(try await cache.value(for: key, orElse: [1]) == [1])
                try await server.start()
                try await untilUsed(cache, key)
            }
            try await client.ping()
        }
    }

    @Test("A frozen server costs a deadline, and not one for each read")
    func frozen() async throws {
        try await with { server, client, cache in
            _ = try await read(1, cache)
            server.freeze()
            let duration = try await read(500, cache)
            // One after the other they would take fifty seconds.
            #expect(duration >= .milliseconds(50) && duration < .seconds(5) * Patience.factor)
            await #expect(throws: RedisError.self) { try await client.ping() }
            server.thaw()
            try await untilUsed(cache, CacheKey("key", in: .numbered(0)))
        }
    }

    @Test("Many who wait when a server freezes all go on together")
    func frozenUnderLoad() async throws {
        try await with { server, _, cache in
            _ = try await read(1, cache)
            server.freeze()
            let begin = ContinuousClock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<1_000 {
                    group.addTask { () async throws in
                        #expect(try await cache.value(for: CacheKey("\(number)"), orElse: [2]) == [2])
                    }
                }
                try await group.waitForAll()
            }
            #expect(ContinuousClock.now - begin < .seconds(5) * Patience.factor)
        }
    }

    @Test("What is invalidated while the server is away is invalid when it is back")
    func invalidatedMeanwhile() async throws {
        try await with { server, _, cache in
            let (changed, kept) = (CacheKey("changed", in: .numbered(0)), CacheKey("kept", in: .numbered(1)))
            for key in [changed, kept] { try await untilUsed(cache, key) }
            // Frozen, it keeps what it has.
            server.freeze()
            #expect(try await cache.value(for: CacheKey("other"), orElse: [1]) == [1])
            cache.invalidate([], .numbered(0))
            #expect(try await cache.value(for: changed, orElse: [2]) == [2])
            server.thaw()
            // Whoever finds something again, it is not what was there before.
            try await untilUsed(cache, CacheKey("third", in: .numbered(1)))
            #expect(try await cache.value(for: changed, orElse: [3]) != [1])
            #expect(try await cache.value(for: kept, orElse: [4]) == [1])
            try await untilUsed(cache, changed)
        }
    }

    @Test("Another process does not get what was invalidated while the server was away from this one")
    func invalidatedForOthers() async throws {
        try await RedisServer.with { server in
            try await withEventLoops(2) { loops in
                let address = try RedisAddress(server.url)
                try await TestRedis.withClients(2, on: loops, at: address, configuration: configuration) {
                    clients, prefix in
                    let caches = clients.map {
                        RedisCache($0, prefix: prefix, version: "1", metrics: MetricsRegistry())
                    }
                    let key = CacheKey("key", in: .numbered(0), changesAlone: true)
                    try await untilUsed(caches[1], key)
                    server.freeze()
                    _ = try await read(1, caches[0])
                    caches[0].invalidate([key], [])
                    server.thaw()
                    await caches[0].drain(within: .seconds(20) * Patience.factor)
                    #expect(try await caches[1].value(for: key, orElse: [2]) == [2])
                }
            }
        }
    }

    @Test("A server that refuses to write, as a replica does, is not gone on with")
    func replica() async throws {
        try await with { server, client, cache in
            let key = CacheKey("key", in: .numbered(0))
            try await untilUsed(cache, key)
            _ = try await client.send([RedisCommand("REPLICAOF", "127.0.0.1", "1")])
            cache.invalidate([], .numbered(0))
            for number in 0..<100 {
                #expect(try await cache.value(for: key, orElse: [UInt8(number + 2)]) == [UInt8(number + 2)])
            }
        }
    }
}
