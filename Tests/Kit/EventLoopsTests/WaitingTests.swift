import EventLoops
import TestSupport
import Testing

@Suite("Waiting")
struct WaitingTests {
    @Test("Sleep takes at least as long as it says")
    func sleep() async throws {
        try await withEventLoops(1) { _ in
            let time = try await ContinuousClock().measure { try await Sleep.for(.milliseconds(20)) }
            #expect(time >= .milliseconds(20))
        }
    }

    @Test("A cancelled sleeper wakes at once and says so")
    func cancelledSleep() async throws {
        try await withEventLoops(1) { loops in
            let cancelled = Tally()
            let task = loops.loops[0].spawn {
                do { try await Sleep.for(.seconds(60)) } catch { cancelled.add() }
            }
            await Task.yield()
            task.cancel()
            await task.value
            #expect(cancelled.value == 1)
        }
    }

    @Test("A timer fires once each time it is armed, and not after it is disarmed or closed")
    func timer() async throws {
        try await withEventLoops(1) { loops in
            let fired = Lock(0)
            let timer = loops.loops[0].makeTimer { fired.withLock { $0 += 1 } }
            timer.arm(after: .milliseconds(1))
            try await Sleep.for(.milliseconds(5))
            timer.arm(after: .milliseconds(1))
            timer.disarm()
            try await Sleep.for(.milliseconds(5))
            #expect(fired.withLock { $0 } == 1)
            timer.arm(after: .milliseconds(1))
            timer.close()
            try await Sleep.for(.milliseconds(5))
            #expect(fired.withLock { $0 } == 1)
        }
    }

    @Test("A body that is quick keeps its result and sees no deadline")
    func withinDeadline() async throws {
        try await withEventLoops(1) { _ in
            let result = try await Deadline.run(within: .seconds(10)) {
                try await Sleep.for(.milliseconds(1))
                return 7
            }
            #expect(result == 7)
            #expect(try await Deadline.run(within: .seconds(10)) { 8 } == 8)
        }
    }

    @Test("A body that takes too long is cancelled")
    func pastDeadline() async throws {
        try await withEventLoops(1) { _ in
            await #expect(throws: DeadlineExceeded.self) {
                try await Deadline.run(within: .milliseconds(5)) { try await Sleep.for(.seconds(60)) }
            }
        }
        await #expect(throws: DeadlineExceeded.self, "off any loop as well") {
            try await Deadline.run(within: .milliseconds(5)) { try await Sleep.for(.seconds(60)) }
        }
    }

    @Test("Whoever waits for the shutdown signal goes on when it is raised, or when cancelled")
    func signal() async throws {
        try await withEventLoops(1) { loops in
            let signal = loops.shutdownSignal
            let cancelled = loops.loops[0].spawn { await signal.wait() }
            await Task.yield()
            cancelled.cancel()
            await cancelled.value
            #expect(!signal.isRaised)
            let waiting = loops.loops[0].spawn { await signal.wait() }
            await Task.yield()
            signal.raise()
            await waiting.value
            await signal.wait()
            #expect(signal.isRaised)
        }
    }
}
