import Caching
import EventLoops
import TestSupport
import Testing
import Values

struct MemoryCacheTests {
    let clock = ManualClock()
    let key = CacheKey("key", in: .numbered(0))

    private func cache(bytes: Int = 1 << 20) -> MemoryCache {
        MemoryCache(limits: CacheLimits(bytes: bytes, timeToLive: .seconds(60)), clock: clock.wallClock)
    }

    @Test("A value ends with its time")
    func timeToLive() async throws {
        let cache = cache()
        cache.store([1], key)
        clock.advance(by: .seconds(59))
        #expect(await cache.get(key) == [1])
        clock.advance(by: .seconds(1))
        #expect(await cache.get(key) == nil)
        #expect(cache.bytes == 0)
        #expect(try await cache.value(for: key) { [2] } == [2])
    }

    @Test("It never holds more than it may")
    func bound() async throws {
        let cache = cache(bytes: 50_000)
        for number in 0..<5_000 {
            cache.store([UInt8](repeating: 0, count: 1_000), CacheKey("product:\(number)"))
            #expect(cache.bytes <= 50_000)
        }
        #expect(cache.count > 30)
        #expect(await cache.get(CacheKey("product:4999")) != nil)
        #expect(await cache.get(CacheKey("product:0")) == nil)
    }

    @Test("A value that is loaded without waiting is stored like any other, and no value is not")
    func loadedAtHand() async throws {
        let cache = cache()
        #expect(cache.valueAtHand(for: key) { nil } == nil)
        #expect(cache.valueAtHand(for: key) { [1] } == [1])
        #expect(cache.valueAtHand(for: key) { [2] } == [1])
        #expect(try await cache.value(for: key) { [2] } == [1])
        #expect(throws: CancellationError.self) {
            try cache.valueAtHand(for: CacheKey("other")) { throw CancellationError() }
        }
        #expect(cache.valueAtHand(for: CacheKey("other")) { [3] } == [3])
    }

    @Test("A load without waiting that an invalidation overtook answers its caller and is not stored")
    func overtakenAtHand() {
        let cache = cache()
        let old = cache.valueAtHand(for: key) {
            cache.invalidate([key], [])
            // Another loop asks meanwhile.
            #expect(cache.valueAtHand(for: key) { [2] } == [2])
            return [1]
        }
        #expect(old == [1])
        #expect(cache.getAtHand(key) == [2])
    }

    @Test("A load without waiting that an invalidation of its scope overtook is not stored either")
    func overtakenByScope() {
        let cache = cache()
        let old = cache.valueAtHand(for: key) {
            cache.invalidate([], .numbered(0))
            return [1]
        }
        #expect(old == [1])
        #expect(cache.getAtHand(key) == nil)
        #expect(cache.valueAtHand(for: key) { [2] } == [2])
    }

    @Test("What has grown old makes room when it is asked for")
    func oldValues() {
        let cache = cache()
        cache.store([1], key)
        cache.invalidate([], .numbered(0))
        #expect(cache.getAtHand(key) == nil)
        #expect(cache.count == 0 && cache.bytes == 0)
    }

    @Test("Who waits for a load that goes on within a call gets its value")
    func waitingForOneAtHand() async throws {
        let cache = cache()
        let loaded = Lock(0)
        async let first = cache.value(for: key) {
            while loaded.withLock({ $0 }) == 0 { await Task.yield() }
            return [1]
        }
        // While that load goes on, who cannot wait loads for itself.
        let own = cache.valueAtHand(for: key) { [2] }
        loaded.withLock { $0 = 1 }
        #expect([[1], [2]].contains(own))
        #expect([[1], [2]].contains(try await first))
    }

    @Test("A cache without room loads each time, and keeps nothing")
    func off() async throws {
        let cache = cache(bytes: 0)
        #expect(cache.isOff)
        #expect(try await cache.value(for: key) { [1] } == [1])
        #expect(try await cache.value(for: key) { [2] } == [2])
        #expect(cache.valueAtHand(for: key) { [3] } == [3])
        #expect(cache.getAtHand(key) == nil && cache.count == 0)
    }
}

extension MemoryCache {
    fileprivate func store(_ value: [UInt8], _ key: CacheKey) {
        _ = valueAtHand(for: key) { value }
    }
}
