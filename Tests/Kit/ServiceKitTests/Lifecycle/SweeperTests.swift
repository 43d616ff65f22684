import EventLoops
import Messaging
import ServiceKit
import TestSupport
import Testing

@Suite("Sweeper")
struct SweeperTests {
    private struct Lost: Error {}

    /// Takes up what it is told to, a batch of two at once.
    private struct Chores: Sweeper {
        static let batch = 2
        let rounds = Lock<[Int]>([])
        /// How much there is to do, round by round; nil fails.
        let due: [Int?]
        let enough = ShutdownSignal()
        let bell: WakeUp? = WakeUp()

        var interval: Duration { .seconds(3600) }

        func sweepOnce() async throws -> Int {
            let round = rounds.withLock { rounds in
                rounds.append(rounds.count)
                return rounds.count
            }
            if round == due.count { enough.raise() }
            guard round <= due.count, let count = due[round - 1] else { throw Lost() }
            return count
        }
    }

    @Test("A full batch is followed by the next at once, and a bell ends the rest after the last")
    func batches() async throws {
        try await withEventLoops { loops in
            let chores = Chores(due: [2, 2, 1, 0])
            let task = loops.any.spawn { try? await chores.run() }
            chores.bell?.raise()
            await chores.enough.wait()
            task.cancel()
            await task.value
            #expect(chores.rounds.withLock { $0.count } == 4)
        }
    }

    private struct Stopped: CancellationTelling {
        let isCancellation: Bool
    }

    /// Fails once as it is told to, and has nothing to do then.
    private struct Stopping: Sweeper {
        static let batch = 1
        let rounds = Tally()
        let failure: Stopped
        let bell: WakeUp? = WakeUp()

        var interval: Duration { .seconds(3600) }

        func sweepOnce() async throws -> Int {
            rounds.add()
            throw rounds.value == 1 ? failure : Stopped(isCancellation: true)
        }
    }

    @Test("A sweep that was cancelled is the last one, however that is said", arguments: [true, false])
    func stopping(isCancellation: Bool) async throws {
        try await withEventLoops { loops in
            let sweeper = Stopping(failure: Stopped(isCancellation: isCancellation))
            sweeper.bell?.raise()
            await loops.any.spawn { try? await sweeper.run() }.value
            #expect(sweeper.rounds.value == (isCancellation ? 1 : 2))
        }
    }

    @Test("A sweep that fails leaves its work to the next")
    func failure() async throws {
        try await withEventLoops { loops in
            let chores = Chores(due: [nil, 1])
            chores.bell?.raise()
            let task = loops.any.spawn { try? await chores.run() }
            await chores.enough.wait()
            task.cancel()
            await task.value
            #expect(chores.rounds.withLock { $0.count } == 2)
        }
    }
}
