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
        try cache.store([1], key)
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
            try cache.store([UInt8](repeating: 0, count: 1_000), CacheKey("product:\(number)"))
            #expect(cache.bytes <= 50_000)
        }
        #expect(cache.count > 30)
        #expect(await cache.get(CacheKey("product:4999")) != nil)
        #expect(await cache.get(CacheKey("product:0")) == nil)
    }

    @Test("A value that is loaded without waiting is stored like any other, and no value is not")
    func loadedAtHand() async throws {
        let cache = cache()
        #expect(try cache.loadAtHand(key) { nil } == nil)
        #expect(try cache.loadAtHand(key) { [1] } == [1])
        #expect(try cache.loadAtHand(key) { [2] } == [1])
        #expect(try await cache.value(for: key) { [2] } == [1])
        #expect(throws: CancellationError.self) {
            try cache.loadAtHand(CacheKey("other")) { throw CancellationError() }
        }
        #expect(try cache.loadAtHand(CacheKey("other")) { [3] } == [3])
    }

    @Test("A load without waiting that an invalidation overtook answers its caller and is not stored")
    func overtakenAtHand() throws {
        let cache = cache()
        let old = try cache.loadAtHand(key) {
            cache.invalidate([key], [])
            // Another loop asks meanwhile.
            let other = try cache.loadAtHand(key) { [2] }
            #expect(other == [2])
            return [1]
        }
        #expect(old == [1])
        #expect(cache.getAtHand(key) == [2])
    }

    @Test("A load without waiting that an invalidation of its scope overtook is not stored either")
    func overtakenByScope() throws {
        let cache = cache()
        let old = try cache.loadAtHand(key) {
            cache.invalidate([], .numbered(0))
            return [1]
        }
        #expect(old == [1])
        #expect(cache.getAtHand(key) == nil)
        #expect(try cache.loadAtHand(key) { [2] } == [2])
    }

    @Test("What has grown old makes room when it is asked for")
    func oldValues() throws {
        let cache = cache()
        try cache.store([1], key)
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
        let own = try cache.loadAtHand(key) { [2] }
        loaded.withLock { $0 = 1 }
        #expect([[1], [2]].contains(own))
        #expect([[1], [2]].contains(try await first))
    }

    @Test("A promised value is stored when it comes, and those who wait for it get it")
    func promised() async throws {
        let cache = cache()
        let promise = Promise<[UInt8]>()
        let attempt = try cache.valueAtHand(for: key) { .promised(promise) }
        #expect(cache.getAtHand(key) == nil)
        // One load is enough: others wait for it in a task.
        #expect(try cache.valueAtHand(for: key) { .done([3]) }.isImpossible)
        async let other = cache.value(for: key) { [2] }
        promise.end(with: [1])
        #expect(attempt.value == [1])
        #expect(cache.getAtHand(key) == [1])
        #expect([[1], [2]].contains(try await other))
    }

    @Test("A promised value that an invalidation overtook, or that does not come, is not stored, and holds up nobody")
    func promisedInVain() async throws {
        let cache = cache()
        let (overtaken, broken) = (Promise<[UInt8]>(), Promise<[UInt8]>())
        let old = try cache.valueAtHand(for: key) { .promised(overtaken) }
        cache.invalidate([], .numbered(0))
        overtaken.end(with: [1])
        #expect(old.value == [1])
        #expect(cache.getAtHand(key) == nil)
        let none = try cache.valueAtHand(for: key) { .promised(broken) }
        broken.end(with: nil)
        #expect(none.value == nil)
        #expect(try await cache.value(for: key) { [2] } == [2])
    }

    @Test("A cache without room loads each time, and keeps nothing")
    func off() async throws {
        let cache = cache(bytes: 0)
        #expect(cache.isOff)
        #expect(try await cache.value(for: key) { [1] } == [1])
        #expect(try await cache.value(for: key) { [2] } == [2])
        #expect(try cache.loadAtHand(key) { [3] } == [3])
        #expect(cache.getAtHand(key) == nil && cache.count == 0)
    }
}

extension MemoryCache {
    /// What is there or what `load` gives within the call; nil where it gives nothing.
    fileprivate func loadAtHand(_ key: CacheKey, _ load: () throws -> [UInt8]?) throws -> [UInt8]? {
        guard case .done(let value) = try valueAtHand(for: key, load: { Attempt(try load()) }) else { return nil }
        return value
    }

    fileprivate func store(_ value: [UInt8], _ key: CacheKey) throws {
        _ = try loadAtHand(key) { value }
    }
}

extension Attempt {
    /// What is there by now.
    fileprivate var value: Value? {
        switch self {
        case .done(let value): return value
        case .impossible: return nil
        case .promised(let promise):
            var found: Value?
            promise.whenEnded { found = $0 }
            return found
        }
    }
}
