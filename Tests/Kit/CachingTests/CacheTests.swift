import Caching
import EventLoops
import TestSupport
import Testing

@Suite("Caches, in memory and shared")
struct CacheTests {
    private static let lists = CacheScopes.numbered(0)
    private static let counts = CacheScopes.numbered(1)

    private func with(_ engine: CacheEngine, _ body: (any Cache) async throws -> Void) async throws {
        try await withEventLoops { loops in try await engine.withCache(on: loops, body) }
    }

    @Test("A value is loaded once and then found", arguments: CacheEngine.allCases)
    func fill(engine: CacheEngine) async throws {
        try await with(engine) { cache async throws in
            let key = CacheKey("product:1", in: Self.lists, changesAlone: true)
            #expect(await cache.get(key) == nil)
            #expect(try await cache.value(for: key, orElse: [1]) == [1])
            #expect(try await cache.value(for: key, orElse: [2]) == [1])
            #expect(await cache.get(key) == [1])
            #expect(await cache.get(CacheKey("product:2")) == nil)
            #expect(try await cache.value(for: CacheKey("nothing"), orElse: []) == [])
            #expect(await cache.get(CacheKey("nothing")) == [])
        }
    }

    @Test("An invalidation forgets one key, all of a scope, or everything", arguments: CacheEngine.allCases)
    func invalidation(engine: CacheEngine) async throws {
        try await with(engine) { cache in
            let keys = [
                CacheKey("list 1", in: Self.lists), CacheKey("list 2", in: [Self.lists, Self.counts]),
                CacheKey("count", in: Self.counts), CacheKey("product:1", changesAlone: true),
                CacheKey("product:12", changesAlone: true),
            ]
            func expect(_ left: [Bool], after change: () -> Void) async throws {
                for key in keys { _ = try await cache.value(for: key) { [1] } }
                change()
                var found: [Bool] = []
                for key in keys { found.append(await cache.get(key) != nil) }
                #expect(found == left)
            }
            try await expect([true, true, true, true, true]) {}
            try await expect([true, true, true, false, true]) { cache.invalidate([keys[3]], []) }
            try await expect([false, false, true, true, true]) { cache.invalidate([], Self.lists) }
            try await expect([true, false, false, true, true]) { cache.invalidate([], Self.counts) }
            try await expect([false, false, true, true, false]) { cache.invalidate([keys[4]], Self.lists) }
            try await expect([false, false, false, false, false]) { cache.invalidate([], .everything) }
        }
    }

    @Test(
        "A load that an invalidation overtook answers its caller and is not stored", arguments: CacheEngine.allCases,
        ["alone", "by scope", "with everything"])
    func overtaken(engine: CacheEngine, how: String) async throws {
        try await with(engine) { cache in
            let key = CacheKey("product:1", in: Self.lists, changesAlone: true)
            let old = try await cache.value(for: key) {
                switch how {
                case "alone": cache.invalidate([key], [])
                case "by scope": cache.invalidate([], Self.lists)
                default: cache.invalidate([], .everything)
                }
                return [1]
            }
            #expect(old == [1])
            #expect(await cache.get(key) == nil)
            #expect(try await cache.value(for: key, orElse: [2]) == [2])
        }
    }

    @Test("Who asks after an invalidation does not get what was read before it", arguments: CacheEngine.allCases)
    func freshAfterInvalidation(engine: CacheEngine) async throws {
        try await with(engine) { cache in
            let key = CacheKey("key", in: Self.lists)
            let old = try await cache.value(for: key) {
                cache.invalidate([], Self.lists)
                let fresh = try await cache.value(for: key) { [2] }
                #expect(fresh == [2])
                return [1]
            }
            #expect(old == [1])
            #expect(
                try await cache.value(for: key, orElse: [3]) != [1], "the load that was overtaken must never be given")
        }
    }

    @Test("A hundred who ask at once cause one load", arguments: CacheEngine.allCases)
    func singleFlight(engine: CacheEngine) async throws {
        try await with(engine) { cache in
            let (loads, asked) = (Tally(), Tally())
            let key = CacheKey("key", in: Self.lists)
            // The tokens of a shared cache are there.
            _ = try await cache.value(for: CacheKey("other", in: Self.lists)) { [0] }
            let values = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        asked.add()
                        return try await cache.value(for: key) {
                            loads.add()
                            // The load lasts until all have come, and a while longer for those on their way.
                            while asked.value < 100 { await Task.yield() }
                            try await Sleep.for(.milliseconds(200) * Patience.factor)
                            return [7]
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(values == Array(repeating: [7], count: 100))
            #expect(loads.value == 1)
        }
    }

    @Test("A load that fails fails for its caller only, and is tried again", arguments: CacheEngine.allCases)
    func failure(engine: CacheEngine) async throws {
        struct Down: Error {}
        try await with(engine) { cache in
            let (begun, release) = (Gate(), Gate())
            let key = CacheKey("key")
            async let first = cache.value(for: key) {
                begun.open()
                await release.pass()
                throw Down()
            }
            await begun.pass()
            async let second = cache.value(for: key) { [2] }
            release.open()
            do {
                _ = try await first
                Issue.record("the caller whose load failed got a value")
            } catch is Down {}
            #expect(try await second == [2])
        }
    }

    @Test("One who waits for another's load may give up, and the load goes on", arguments: CacheEngine.allCases)
    func cancellation(engine: CacheEngine) async throws {
        try await with(engine) { cache async throws in
            let (begun, release) = (Gate(), Gate())
            let key = CacheKey("key")
            async let first = cache.value(for: key) {
                begun.open()
                await release.pass()
                return [1]
            }
            await begun.pass()
            let cancelled = await withThrowingTaskGroup(of: [UInt8].self) { group in
                group.addTask { try await cache.value(for: key) { [2] } }
                group.cancelAll()
                return await group.nextResult()
            }
            #expect(throws: CancellationError.self) { try cancelled?.get() }
            release.open()
            #expect(try await first == [1])
            #expect(await cache.get(key) == [1])
        }
    }
}
