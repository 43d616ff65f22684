import EventLoops
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

    private func write(to database: any Database) async throws {
        try await database.execute("create table if not exists notes (text text)")
        try await database.execute("insert into notes (text) values ('turn')")
    }
}
