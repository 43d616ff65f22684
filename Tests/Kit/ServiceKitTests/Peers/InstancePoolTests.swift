import Discovery
import Testing

@testable import ServiceKit

@Suite("Choosing an instance")
struct InstancePoolTests {
    private let now = ContinuousClock.now
    private let instances = ["a", "b", "c"].map { Instance(id: $0, baseURL: "http://\($0)") }

    private func pool() -> InstancePool {
        var pool = InstancePool(CircuitBreaker.Limits())
        pool.update(instances, version: 1)
        return pool
    }

    private func choose(_ pool: inout InstancePool, besides tried: [Instance] = [], mayProbe: Bool = true) -> String? {
        pool.choose(besides: tried, mayProbe: mayProbe, at: now) { Int.random(in: 0..<$0) }?.instance.id
    }

    @Test("Calls spread evenly, and away from an instance that is slow to end them")
    func spread() {
        var pool = pool()
        var counts: [String: Int] = [:]
        // None of the calls to a ends; those to the others do at once.
        for _ in 0..<3_000 {
            guard let choice = pool.choose(besides: [], mayProbe: true, at: now, dice: { Int.random(in: 0..<$0) })
            else { break }
            counts[choice.instance.id, default: 0] += 1
            if choice.instance.id != "a" { _ = pool.end(choice, .answered, at: now) }
        }
        #expect(counts["a", default: 0] < 20)
        #expect(counts["b", default: 0] > 1_000)
        #expect(counts["c", default: 0] > 1_000)
    }

    @Test("What was tried is not tried again; when all were, there is none")
    func tried() {
        var pool = pool()
        #expect(choose(&pool, besides: Array(instances[..<2])) == "c")
        #expect(choose(&pool, besides: instances) == nil)
        var empty = InstancePool(CircuitBreaker.Limits())
        #expect(choose(&empty) == nil)
    }

    private func silence(_ pool: inout InstancePool, _ instance: Instance) {
        for _ in 1...3 {
            _ = pool.end(InstancePool.Choice(instance: instance, isProbe: false), .timedOut, at: now)
        }
    }

    @Test("An instance that does not answer is passed over, and later asked by one call that can be repeated")
    func broken() {
        var pool = pool()
        silence(&pool, instances[0])
        #expect(pool.states == [.open: 1, .closed: 2])
        for _ in 1...50 { #expect(choose(&pool) != "a") }
        func later(mayProbe: Bool) -> InstancePool.Choice? {
            pool.choose(besides: [], mayProbe: mayProbe, at: now + .seconds(1)) { Int.random(in: 0..<$0) }
        }
        for _ in 1...50 { #expect(later(mayProbe: false)?.instance.id != "a") }
        let probe = later(mayProbe: true)
        #expect(probe?.instance.id == "a")
        #expect(probe?.isProbe == true)
        for _ in 1...50 { #expect(later(mayProbe: true)?.instance.id != "a") }
        if let probe { #expect(pool.end(probe, .declined, at: now) == .closed, "whoever declines is alive") }
    }

    @Test("Where there is no other, a call that cannot be repeated finds out as well")
    func lastResort() {
        var pool = InstancePool(CircuitBreaker.Limits())
        pool.update([instances[0]], version: 1)
        silence(&pool, instances[0])
        #expect(choose(&pool, mayProbe: false) == nil, "a dead peer fails at once")
        let choice = pool.choose(besides: [], mayProbe: false, at: now + .seconds(1)) { _ in 0 }
        #expect(choice?.isProbe == true)
    }

    @Test("A new list keeps what is known of who stays; who comes back begins anew")
    func update() {
        var pool = pool()
        silence(&pool, instances[0])
        pool.update([instances[0], instances[2]], version: 2)
        #expect(pool.states == [.open: 1, .closed: 1])
        pool.update([instances[2]], version: 3)
        pool.update(instances, version: 4)
        #expect(pool.states == [.closed: 3])
        _ = pool.end(InstancePool.Choice(instance: Instance(id: "x", baseURL: ""), isProbe: false), .broken, at: now)
    }
}
