import Caching
import EventLoops
import TestSupport
import Testing
import Values

struct MemoryCacheTests {
    let clock = ManualClock()

    private func cache(bytes: Int = 1 << 20) -> MemoryCache {
        MemoryCache(limits: CacheLimits(bytes: bytes, timeToLive: .seconds(60)), clock: clock.wallClock)
    }

    @Test("A value is loaded once and then found")
    func fill() async throws {
        let cache = cache()
        #expect(try await cache.value(for: "product:1") { [1] } == [1])
        #expect(try await cache.value(for: "product:1") { [2] } == [1])
        #expect(await cache.get("product:1") == [1])
        #expect(await cache.get("product:2") == nil)
    }

    @Test("A value ends with its time")
    func timeToLive() async throws {
        let cache = cache()
        cache.set([1], for: "key")
        clock.advance(by: .seconds(59))
        #expect(await cache.get("key") == [1])
        clock.advance(by: .seconds(1))
        #expect(await cache.get("key") == nil)
        #expect(cache.bytes == 0)
        #expect(try await cache.value(for: "key") { [2] } == [2])
    }

    @Test("It never holds more than it may")
    func bound() async throws {
        let cache = cache(bytes: 50_000)
        for number in 0..<5_000 {
            cache.set([UInt8](repeating: 0, count: 1_000), for: "product:\(number)")
            #expect(cache.bytes <= 50_000)
        }
        #expect(cache.count > 30)
        #expect(await cache.get("product:4999") != nil)
        #expect(await cache.get("product:0") == nil)
    }

    @Test("An invalidation forgets one key, or all that begin alike")
    func invalidation() async {
        let cache = cache()
        for key in ["list:1", "list:2", "list", "product:1", "product:12"] { cache.set([1], for: key) }
        await cache.invalidate("product:1")
        await cache.invalidate(prefix: "list:")
        #expect(await cache.get("product:1") == nil)
        #expect(await cache.get("product:12") == [1])
        #expect(await cache.get("list:1") == nil)
        #expect(await cache.get("list:2") == nil)
        #expect(await cache.get("list") == [1])
    }

    @Test("A value that is loaded without waiting is stored like any other, and no value is not")
    func loadedAtHand() async throws {
        let cache = cache()
        #expect(cache.valueAtHand(for: "key") { nil } == nil)
        #expect(cache.valueAtHand(for: "key") { [1] } == [1])
        #expect(cache.valueAtHand(for: "key") { [2] } == [1])
        #expect(try await cache.value(for: "key") { [2] } == [1])
        #expect(throws: CancellationError.self) { try cache.valueAtHand(for: "other") { throw CancellationError() } }
        #expect(cache.valueAtHand(for: "other") { [3] } == [3])
    }

    @Test("A load without waiting that an invalidation overtook answers its caller and is not stored")
    func overtakenAtHand() {
        let cache = cache()
        let old = cache.valueAtHand(for: "key") {
            cache.remove("key")
            // Another loop asks meanwhile.
            #expect(cache.valueAtHand(for: "key") { [2] } == [2])
            return [1]
        }
        #expect(old == [1])
        #expect(cache.cached("key") == [2])
    }

    @Test("Who waits for a load that goes on within a call gets its value")
    func waitingForOneAtHand() async throws {
        let cache = cache()
        let loaded = Lock(0)
        async let first = cache.value(for: "key") {
            while loaded.withLock({ $0 }) == 0 { await Task.yield() }
            return [1]
        }
        // While that load goes on, who cannot wait loads for itself.
        let own = cache.valueAtHand(for: "key") { [2] }
        loaded.withLock { $0 = 1 }
        #expect([[1], [2]].contains(own))
        #expect([[1], [2]].contains(try await first))
    }

    @Test("A cache without room loads each time, and keeps nothing")
    func off() async throws {
        let cache = cache(bytes: 0)
        #expect(cache.isOff)
        #expect(try await cache.value(for: "key") { [1] } == [1])
        #expect(try await cache.value(for: "key") { [2] } == [2])
        #expect(cache.valueAtHand(for: "key") { [3] } == [3])
        #expect(cache.cached("key") == nil && cache.count == 0)
    }

    @Test("A load that an invalidation overtook answers its caller and is not stored", arguments: [true, false])
    func overtaken(byPrefix: Bool) async throws {
        let cache = cache()
        let old = try await cache.value(for: "product:1") {
            if byPrefix {
                await cache.invalidate(prefix: "product:")
            } else {
                await cache.invalidate("product:1")
            }
            return [1]
        }
        #expect(old == [1])
        #expect(await cache.get("product:1") == nil)
        #expect(try await cache.value(for: "product:1") { [2] } == [2])
    }

    @Test("Who asks after an invalidation does not get what was read before it")
    func freshAfterInvalidation() async throws {
        let cache = cache()
        let old = try await cache.value(for: "key") {
            await cache.invalidate("key")
            let fresh = try await cache.value(for: "key") { [2] }
            #expect(fresh == [2])
            return [1]
        }
        #expect(old == [1])
        #expect(await cache.get("key") == [2], "the load that was overtaken must not replace the fresh one")
    }

    @Test("A hundred who ask at once cause one load")
    func singleFlight() async throws {
        let cache = cache()
        let loads = Lock(0)
        let asked = Lock(0)
        let values = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<100 {
                group.addTask {
                    asked.withLock { $0 += 1 }
                    return try await cache.value(for: "key") {
                        loads.withLock { $0 += 1 }
                        // The load lasts until all have come.
                        while asked.withLock({ $0 }) < 100 { await Task.yield() }
                        return [7]
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(values == Array(repeating: [7], count: 100))
        #expect(loads.withLock { $0 } == 1)
    }

    @Test("A load that fails fails for its caller only, and is tried again")
    func failure() async throws {
        struct Down: Error {}
        let cache = cache()
        let begun = Lock(false)
        let release = Lock(false)
        async let first = cache.value(for: "key") {
            begun.withLock { $0 = true }
            while !release.withLock({ $0 }) { await Task.yield() }
            throw Down()
        }
        while !begun.withLock({ $0 }) { await Task.yield() }
        async let second = cache.value(for: "key") { [2] }
        release.withLock { $0 = true }
        do {
            _ = try await first
            Issue.record("the caller whose load failed got a value")
        } catch is Down {}
        #expect(try await second == [2])
    }

    @Test("One who waits for another's load may give up, and the load goes on")
    func cancellation() async throws {
        let cache = cache()
        let begun = Lock(false)
        let release = Lock(false)
        async let first = cache.value(for: "key") {
            begun.withLock { $0 = true }
            while !release.withLock({ $0 }) { await Task.yield() }
            return [1]
        }
        while !begun.withLock({ $0 }) { await Task.yield() }
        let cancelled = await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await cache.value(for: "key") { [2] } }
            group.cancelAll()
            return await group.nextResult()
        }
        #expect(throws: CancellationError.self) { try cancelled?.get() }
        release.withLock { $0 = true }
        #expect(try await first == [1])
        #expect(await cache.get("key") == [1])
    }
}
