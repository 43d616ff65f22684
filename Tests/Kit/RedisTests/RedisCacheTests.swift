import Caching
import EventLoops
import Observability
import Redis
import TestSupport
import Testing

@Suite("A cache that several processes share")
struct RedisCacheTests {
    private static let lists = CacheScopes.numbered(0)

    private func with(
        _ count: Int = 2, limits: RedisCacheLimits = RedisCacheLimits(),
        _ body: ([RedisCache], RedisClient, String) async throws -> Void
    ) async throws {
        try await withEventLoops(2) { loops in
            try await TestRedis.withClients(count, on: loops) { clients, prefix async throws in
                let caches = clients.map {
                    RedisCache($0, prefix: prefix, version: "1", limits: limits, metrics: MetricsRegistry())
                }
                try await body(caches, clients[0], prefix)
            }
        }
    }

    private func confirm(_ cache: RedisCache) async {
        await cache.drain(within: .seconds(20) * Patience.factor)
    }

    @Test("What one loads the other finds, and what one invalidates the other has to load")
    func shared() async throws {
        try await with { caches, client, _ in
            let key = CacheKey("key", in: Self.lists, changesAlone: true)
            #expect(try await caches[0].value(for: key, orElse: [1]) == [1])
            // Stored over the other's connection: what was sent before is done.
            _ = try await client.send([RedisCommand("PING")])
            #expect(try await caches[1].value(for: key, orElse: [2]) == [1])
            for (round, how) in [([key], CacheScopes()), ([], Self.lists), ([], .everything)].enumerated() {
                caches[0].invalidate(how.0, how.1)
                await confirm(caches[0])
                let value: [UInt8] = [UInt8(10 + round)]
                #expect(try await caches[1].value(for: key, orElse: value) == value)
            }
        }
    }

    @Test("A load that another's invalidation overtook is given to nobody but who asked for it")
    func overtaken() async throws {
        try await with { caches, _, _ async throws in
            let key = CacheKey("key", in: Self.lists)
            let old = try await caches[0].value(for: key) { () async throws in
                caches[1].invalidate([], Self.lists)
                await confirm(caches[1])
                return [1]
            }
            #expect(old == [1])
            #expect(try await caches[0].value(for: key, orElse: [2]) == [2])
            #expect(try await caches[1].value(for: key, orElse: [3]) != [1])
        }
    }

    @Test("Who asks after another's invalidation does not wait for a load that began before it")
    func lateJoiner() async throws {
        try await with { caches, _, _ async throws in
            let key = CacheKey("key", in: Self.lists)
            _ = try await caches[0].value(for: CacheKey("other", in: Self.lists)) { [0] }
            let old = try await caches[0].value(for: key) { () async throws in
                caches[1].invalidate([], Self.lists)
                await confirm(caches[1])
                #expect(try await caches[0].value(for: key, orElse: [2]) == [2])
                return [1]
            }
            #expect(old == [1])
        }
    }

    @Test("Under a storm of changes and reads by three processes nobody reads what was gone before")
    func storm() async throws {
        try await with(3) { caches, _, _ async throws in
            let key = CacheKey("key", in: Self.lists, changesAlone: true)
            // What a database would hold: it grows with each change.
            let (truth, announced) = (Tally(), Tally())
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for round in 0..<200 {
                        truth.add()
                        if round % 2 == 0 {
                            caches[0].invalidate([key], [])
                        } else {
                            caches[0].invalidate([], Self.lists)
                        }
                        await confirm(caches[0])
                        // From now on nobody may be given less.
                        announced.set(round + 1)
                    }
                }
                for cache in caches {
                    for _ in 0..<4 {
                        group.addTask {
                            while announced.value < 200 {
                                let least = announced.value
                                let bytes = try await cache.value(for: key) {
                                    let read = truth.value
                                    await Task.yield()
                                    return Array("\(read)".utf8)
                                }
                                let seen = Int(String(decoding: bytes, as: UTF8.self)) ?? -1
                                #expect(seen >= least)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("This process reads its own changes at once, over every loop")
    func ownChanges() async throws {
        try await withEventLoops(2) { loops in
            try await TestRedis.withClients(on: loops) { clients, prefix async throws in
                let cache = RedisCache(clients[0], prefix: prefix, version: "1", metrics: MetricsRegistry())
                let key = CacheKey("key", in: Self.lists)
                for round in 0..<200 {
                    let value: [UInt8] = [UInt8(round)]
                    cache.invalidate([], Self.lists)
                    let seen = try await withTaskExecutorPreference(loops.loops[round % 2]) {
                        try await cache.value(for: key) { value }
                    }
                    #expect(seen == value)
                }
            }
        }
    }

    @Test("An invalidation from a thread that is no loop's arrives")
    func offLoops() async throws {
        try await with { caches, _, _ async throws in
            let key = CacheKey("key", in: Self.lists)
            _ = try await caches[1].value(for: key) { [1] }
            let pool = try BlockingPool(name: "writer", threads: 1, queueLimit: 1)
            try await pool.run { caches[0].invalidate([], Self.lists) }
            pool.shutdown()
            await confirm(caches[0])
            #expect(try await caches[1].value(for: key, orElse: [2]) == [2])
        }
    }

    @Test("A token or a value that the server has thrown out is a miss, and never something old")
    func eviction() async throws {
        try await with { caches, client, prefix async throws in
            let key = CacheKey("key", in: Self.lists, changesAlone: true)
            for part in ["scope:all", "scope:0", "of:key", "value:1:key"] {
                let value = Array(part.utf8)
                caches[0].invalidate([], .everything)
                await confirm(caches[0])
                #expect(try await caches[0].value(for: key, orElse: value) == value)
                #expect(try await caches[0].value(for: key, orElse: [0]) == value)
                let removed = try await client.send([RedisCommand("DEL", "\(prefix):\(part)")])
                #expect(removed == [.integer(1)], "\(part) is a key")
                #expect(try await caches[0].value(for: key, orElse: [1]) == [1])
                #expect(try await caches[1].value(for: key, orElse: [2]) != value)
            }
        }
    }

    @Test("A token that is thrown out during a load keeps its value from everybody")
    func evictionDuringLoad() async throws {
        try await with { caches, client, prefix async throws in
            let key = CacheKey("key", in: Self.lists)
            _ = try await caches[0].value(for: key) {
                _ = try await client.send([RedisCommand("DEL", "\(prefix):scope:0")])
                return [1]
            }
            #expect(try await caches[0].value(for: key, orElse: [2]) == [2])
        }
    }

    @Test("A server that is emptied is filled again")
    func flush() async throws {
        try await RedisServer.with { server in
            try await withEventLoops(1) { loops in
                try await TestRedis.withClients(on: loops, at: try RedisAddress(server.url)) {
                    clients, prefix async throws in
                    let cache = RedisCache(clients[0], prefix: prefix, version: "1", metrics: MetricsRegistry())
                    let key = CacheKey("key", in: Self.lists)
                    for round in 0..<3 {
                        let value: [UInt8] = [UInt8(round)]
                        #expect(try await cache.value(for: key, orElse: value) == value)
                        #expect(try await cache.value(for: key, orElse: [9]) == value)
                        _ = try await clients[0].send([RedisCommand("FLUSHALL")])
                    }
                }
            }
        }
    }

    @Test("Full, without permission to throw anything out, it still forgets what is invalidated")
    func outOfMemory() async throws {
        try await RedisServer.with(["--maxmemory-policy", "noeviction"]) { server in
            try await withEventLoops(1) { loops in
                try await TestRedis.withClients(on: loops, at: try RedisAddress(server.url)) {
                    clients, prefix async throws in
                    let cache = RedisCache(clients[0], prefix: prefix, version: "1", metrics: MetricsRegistry())
                    let key = CacheKey("key", in: Self.lists)
                    #expect(try await cache.value(for: key, orElse: [1]) == [1])
                    _ = try await clients[0].send([RedisCommand("CONFIG", "SET", "maxmemory", "1")])
                    #expect(try await cache.value(for: key, orElse: [2]) == [1])
                    cache.invalidate([], Self.lists)
                    await confirm(cache)
                    for number: UInt8 in 3..<10 {
                        #expect(try await cache.value(for: key, orElse: [number]) == [number])
                    }
                }
            }
        }
    }

    @Test("Values that are too large, and keys that are too long, are not kept")
    func bounds() async throws {
        var limits = RedisCacheLimits()
        limits.valueBytes = 1000
        try await with(1, limits: limits) { caches, client, prefix async throws in
            let cache = caches[0]
            func isKept(_ text: String, _ size: Int) async throws -> Bool {
                let key = CacheKey(text)
                _ = try await cache.value(for: key) { [UInt8](repeating: 1, count: size) }
                return await cache.get(key) != nil
            }
            #expect(try await isKept("small", 1000))
            #expect(try await !isKept("large", 1001))
            #expect(try await isKept(String(repeating: "k", count: 1024), 1))
            #expect(try await !isKept(String(repeating: "k", count: 1025), 1))
            #expect(try await client.keys(prefix: "\(prefix):value:").count == 2)
        }
    }

    @Test("Nothing is kept for ever")
    func lifetimes() async throws {
        try await with(1) { caches, client, prefix async throws in
            let key = CacheKey("key", in: [Self.lists, .numbered(3)], changesAlone: true)
            _ = try await caches[0].value(for: key) { [1] }
            let names = try await client.keys(prefix: prefix)
            #expect(names.count == 5)
            for name in names {
                let reply = try await client.send([RedisCommand("PTTL", name)])
                guard case .integer(let left) = reply[0] else { throw try #require(reply[0].refusal) }
                let longest = name.contains(":value:") ? 60_000 : 3_600_000
                #expect(left > longest / 2 && left <= longest, "\(name)")
            }
        }
    }

    @Test("Programs of two versions do not read each other's values, and invalidate them")
    func versions() async throws {
        try await withEventLoops(1) { loops in
            try await TestRedis.withClients(on: loops) { clients, prefix async throws in
                let caches = ["1", "2"].map {
                    RedisCache(clients[0], prefix: prefix, version: $0, metrics: MetricsRegistry())
                }
                let key = CacheKey("key", in: Self.lists)
                #expect(try await caches[0].value(for: key, orElse: [1]) == [1])
                #expect(try await caches[1].value(for: key, orElse: [2]) == [2])
                #expect(await caches[0].get(key) == [1])
                #expect(await caches[1].get(key) == [2])
                caches[1].invalidate([], Self.lists)
                await confirm(caches[1])
                #expect(await caches[0].get(key) == nil)
            }
        }
    }

    @Test("Looks and invalidations are counted")
    func metrics() async throws {
        try await withEventLoops(1) { loops in
            try await TestRedis.withClients(on: loops) { clients, prefix async throws in
                let registry = MetricsRegistry()
                let cache = RedisCache(clients[0], prefix: prefix, version: "1", metrics: registry)
                let key = CacheKey("key", in: Self.lists)
                for _ in 0..<3 { _ = try await cache.value(for: key) { [1] } }
                cache.invalidate([], Self.lists)
                // Not sent yet.
                _ = try await cache.value(for: key) { [1] }
                await confirm(cache)
                _ = try await cache.value(for: key) { [1] }
                let text = String(decoding: registry.prometheusText(), as: UTF8.self)
                for (outcome, count) in [("hit", 2), ("miss", 2), ("bypass", 1)] {
                    #expect(
                        text.contains("souk_cache_looks_total{cache=\"\(prefix)\",outcome=\"\(outcome)\"} \(count)\n"))
                }
                #expect(text.contains("souk_cache_invalidations_total{cache=\"\(prefix)\"} 1\n"))
                #expect(text.contains("souk_cache_invalidations_outstanding{cache=\"\(prefix)\"} 0\n"))
            }
        }
    }
}
