import EventLoops
import Glibc
import SQL
import TestSupport
import Testing

@Suite("Two processes on one database")
struct SQLiteNeighboursTests {
    @Test("One that writes without a pause leaves the other its turn", .timeLimit(.minutes(2)))
    func turns() async throws {
        try await withEventLoops(2) { loops in
            try await DatabaseEngine.sqlite.withDatabases(2, [CreateShelf()]) { databases in
                let (busy, patient) = (databases[0], databases[1])
                let isOver = Lock(false)
                try await withThrowingTaskGroup { group in
                    for number in 0..<16 {
                        group.addTask(executorPreference: loops.loops[number % 2]) {
                            while !isOver.withLock({ $0 }) { try await write(to: busy) }
                        }
                    }
                    group.addTask {
                        defer { isOver.withLock { $0 = true } }
                        // Each of them would fail after ten seconds.
                        for _ in 0..<20 { try await write(to: patient) }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test("One that waits has its turn within milliseconds of a gap, however long it has waited")
    func promptness() async throws {
        try await withEventLoops(2) { loops in
            try await DatabaseEngine.sqlite.withDatabases(2, [CreateShelf()]) { databases in
                let (holder, patient) = (databases[0], databases[1])
                try await write(to: patient)
                var delays: [Duration] = [], alone: [Duration] = []
                for _ in 0..<7 {
                    delays.append(try await delay(of: patient, behind: holder))
                    alone.append(
                        try await ContinuousClock().measure {
                            try await patient.execute("insert into notes (text) values ('alone')")
                        })
                }
                // The engine's own patience would look after 428 ms, and then after 528. A busy machine slows down those
                // who wait for nobody as well.
                #expect(
                    delays.sorted()[3] < .milliseconds(50) + alone.sorted()[3] * 4, "\(delays), alone \(alone)")
            }
        }
    }

    /// How long one waits for its turn after the other has let go, which has held the file for 440 milliseconds.
    private func delay(of patient: any Database, behind holder: any Database) async throws -> Duration {
        let (holds, mayGo) = (Lock(false), Lock(false))
        let end = Lock(ContinuousClock.now)
        try await withThrowingTaskGroup { group in
            group.addTask {
                try await holder.transaction { transaction in
                    try await transaction.execute("insert into notes (text) values ('mine')")
                    holds.withLock { $0 = true }
                    while !mayGo.withLock({ $0 }) { usleep(500) }
                }
                end.withLock { $0 = ContinuousClock.now }
            }
            while !holds.withLock({ $0 }) { try await Sleep.for(.milliseconds(1)) }
            group.addTask {
                try await Sleep.for(.milliseconds(440))
                mayGo.withLock { $0 = true }
            }
            try await patient.execute("insert into notes (text) values ('turn')")
            try await group.waitForAll()
        }
        return ContinuousClock.now - end.withLock { $0 }
    }

    private func write(to database: any Database) async throws {
        try await database.execute("create table if not exists notes (text text)")
        try await database.execute("insert into notes (text) values ('turn')")
    }
}
