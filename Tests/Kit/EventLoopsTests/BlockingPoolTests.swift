import EventLoops
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite("The blocking pool")
struct BlockingPoolTests {
    @Test("It answers on the caller's loop, and passes errors on")
    func runs() async throws {
        try await withEventLoops(1) { loops in
            let pool = try BlockingPool(name: "test", threads: 1, queueLimit: 4)
            defer { pool.shutdown() }
            #expect(try await pool.run { EventLoop.current == nil ? 5 : 0 } == 5)
            #expect(loops.loops[0].isCurrent)
            await #expect(throws: Refusal.self) { try await pool.run { throw Refusal() } }
        }
    }

    @Test("It takes as many calls as it has threads and places, and refuses the next")
    func bounded() async throws {
        try await withEventLoops(1) { loops in
            let pool = try BlockingPool(name: "test", threads: 1, queueLimit: 2)
            defer { pool.shutdown() }
            let gate = Gate()
            let done = Tally(0)
            var tasks: [Task<Void, Never>] = []
            for _ in 0..<3 {
                tasks.append(
                    loops.loops[0].spawnImmediately {
                        _ = try? await pool.run { gate.pass() }
                        done.add()
                    })
            }
            await #expect(throws: BlockingPool.Full.self) { try await pool.run {} }
            gate.open()
            for task in tasks { await task.value }
            #expect(done.value == 3)
            try await pool.run {}
        }
    }

    @Test("A caller cancelled while it waits in the queue is let go without its call")
    func cancelled() async throws {
        try await withEventLoops(1) { loops in
            let pool = try BlockingPool(name: "test", threads: 1, queueLimit: 2)
            defer { pool.shutdown() }
            let ran = Tally()
            let gate = Gate()
            loops.loops[0].spawnImmediately { _ = try? await pool.run { gate.pass() } }
            let task = loops.loops[0].spawnImmediately {
                _ = try? await pool.run { ran.add() }
            }
            task.cancel()
            gate.open()
            await task.value
            #expect(ran.value == 0)
        }
    }

    @Test("A pool that was shut down refuses")
    func closed() async throws {
        let pool = try BlockingPool(name: "test", threads: 2, queueLimit: 2)
        pool.shutdown()
        await #expect(throws: BlockingPool.Closed.self) { try await pool.run {} }
    }
}

private struct Refusal: Error {}

/// Keeps a thread busy until it is opened.
private final class Gate: Sendable {
    private let isOpen = Atomic(false)

    func open() { isOpen.store(true, ordering: .releasing) }

    func pass() {
        while !isOpen.load(ordering: .acquiring) { sched_yield() }
    }
}
