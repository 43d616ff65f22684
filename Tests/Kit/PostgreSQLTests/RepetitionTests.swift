import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite(
    "A transaction that the server sacrifices is run again", .enabled(if: PostgreSQLTestServer.isUnderTest),
    .timeLimit(.minutes(5)))
struct RepetitionTests {
    @Test("of two that wait for each other both succeed, and hooks run once")
    func deadlock() async throws {
        try await Stage.with { stage async throws in
            let runs = Tally(), hooks = Tally(), place = Tally()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    let isFirstRun = Tally(1)
                    group.addTask { () async throws in
                        try await stage.database.transaction { transaction in
                            runs.add()
                            transaction.afterCommit { hooks.add() }
                            try await transaction.execute("update shelves set stock = stock - 1 where id = \(first)")
                            if isFirstRun.value == 1 { try await transaction.meet(2, at: place) }
                            isFirstRun.set(0)
                            try await transaction.execute("update shelves set stock = stock - 1 where id = \(second)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(runs.value == 3)
            #expect(hooks.value == 2)
            #expect(try await stage.stock(1) == 8)
            #expect(try await stage.stock(2) == 8)
        }
    }

    @Test("of two that build on the same state both succeed")
    func serialization() async throws {
        try await Stage.with { stage async throws in
            let runs = Tally(), place = Tally()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...2 {
                    let isFirstRun = Tally(1)
                    group.addTask { () async throws in
                        try await stage.database.transaction { transaction in
                            runs.add()
                            try await transaction.execute("set transaction isolation level repeatable read")
                            let stock = try await transaction.scalar(
                                "select stock from shelves where id = 1", as: Int.self)
                            if isFirstRun.value == 1 { try await transaction.meet(2, at: place) }
                            isFirstRun.set(0)
                            try await transaction.execute("update shelves set stock = \((stock ?? 0) - 1) where id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(runs.value == 3)
            #expect(try await stage.stock(1) == 8)
        }
    }

    @Test("not for ever: then it is busy, and nothing of it is there")
    func attempts() async throws {
        try await Stage.with({ $0.attempts = 3 }) { stage async throws in
            let runs = Tally(), hooks = Tally()
            let error = await #expect(throws: SQLError.self) {
                try await stage.database.transaction { transaction in
                    runs.add()
                    transaction.afterCommit { hooks.add() }
                    try await transaction.execute("update shelves set stock = 0")
                    try await transaction.execute("do $$ begin raise exception using errcode = '40001'; end $$")
                }
            }
            #expect(error?.code == .busy)
            #expect(runs.value == 3)
            #expect(hooks.value == 0)
            let alone = await #expect(throws: SQLError.self) {
                try await stage.database.execute("do $$ begin raise exception using errcode = '40P01'; end $$")
            }
            #expect(alone?.code == .busy)
            #expect(try await stage.stock(1) == 10)
        }
    }

    @Test("any other error is passed on at once")
    func otherErrors() async throws {
        try await Stage.with { stage async throws in
            let runs = Tally()
            let error = await #expect(throws: SQLError.self) {
                try await stage.database.transaction { transaction in
                    runs.add()
                    _ = try? await transaction.execute("insert into shelves (id, name) values (1, 'again')")
                    // What follows is not asked any more: it is told the same.
                    try await transaction.execute("update shelves set stock = 0")
                }
            }
            #expect(error?.isUniqueViolation == true)
            #expect(runs.value == 1)
            #expect(try await stage.stock(1) == 10)
        }
    }

    @Test(
        "what goes ahead and fails undoes everything, whether anybody waits for an answer before the commit or nobody does",
        arguments: [1, 29, 30, 31, 60, 61])
    func failingAhead(count: Int) async throws {
        try await Stage.with { stage async throws in
            let hooks = Tally()
            func insert(failing: Bool, waiting: Bool) async -> SQLError? {
                await #expect(throws: SQLError.self) {
                    try await stage.database.transaction { transaction in
                        transaction.afterCommit { hooks.add() }
                        for number in 0..<count {
                            let id = failing && number == 0 ? 1 : 100 + number
                            try await transaction.executeAhead(
                                "insert into shelves (id, name) values (\(id), \("shelf \(id)"))")
                        }
                        if waiting { try await transaction.execute("update shelves set stock = 0") }
                    }
                }
            }
            for waiting in [false, true] {
                #expect(await insert(failing: true, waiting: waiting)?.isUniqueViolation == true)
            }
            #expect(hooks.value == 0)
            #expect(try await stage.database.scalar("select count(*) from shelves", as: Int.self) == 2)
            #expect(try await stage.stock(1) == 10)
        }
    }

    @Test("a transaction that is sacrificed by what went ahead is run again as well", arguments: [1, 30, 31])
    func sacrificedAhead(count: Int) async throws {
        try await Stage.with { stage async throws in
            let runs = Tally(), hooks = Tally()
            try await stage.database.transaction { transaction in
                runs.add()
                transaction.afterCommit { hooks.add() }
                if runs.value == 1 {
                    try await transaction.executeAhead("do $$ begin raise exception using errcode = '40P01'; end $$")
                }
                for _ in runs.value..<(count + 1) {
                    try await transaction.executeAhead("update shelves set stock = stock + 1 where id = 1")
                }
            }
            #expect(runs.value == 2)
            #expect(hooks.value == 1)
            #expect(try await stage.stock(1) == 10 + (count - 1))
        }
    }

    @Test("a migration takes as long as it needs, and another process waits for it")
    func slowMigration() async throws {
        struct Slow: Migration {
            static let name = "002_slow"
            func statements(_ dialect: Dialect) -> [Query] { ["do $$ begin perform pg_sleep(4); end $$"] }
        }
        try await Stage.with({ $0.writeTimeout = .milliseconds(500) }) { stage async throws in
            let database = stage.database
            let start = ContinuousClock.now
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<2 { group.addTask { try await Migrator().run([CreateShelves(), Slow()], on: database) } }
                return try await group.reduce([], +)
            }
            #expect(applied == ["002_slow"])
            #expect(ContinuousClock.now - start > .seconds(4))
            // From then on the limit counts again.
            let error = await #expect(throws: SQLError.self) { try await database.execute("select pg_sleep(20)") }
            #expect(error?.code == .timeout)
        }
    }

    @Test("statements of one transaction may be under way side by side")
    func sideBySide() async throws {
        try await Stage.with { stage async throws in
            let sum = try await stage.database.transaction { transaction in
                async let first = transaction.scalar("select stock from shelves where id = 1", as: Int.self)
                async let second = transaction.scalar("select stock from shelves where id = 2", as: Int.self)
                return (try await first ?? 0) + (try await second ?? 0)
            }
            #expect(sum == 20)
        }
    }

    @Test("a statement under way and a wait for something else: refused as well")
    func waitsBesides() async throws {
        try await Stage.with { stage async throws in
            let error = await #expect(throws: SQLError.self) {
                try await stage.database.transaction { transaction in
                    async let pause: Void = Task.sleep(for: .milliseconds(300))
                    try await transaction.execute("update shelves set stock = 0")
                    // However slow the machine is, the pause ends within this.
                    try await transaction.sleep(1.5)
                    try await pause
                }
            }
            #expect(error?.code == .suspendedInTransaction)
            #expect(try await stage.stock(1) == 10)
        }
    }
}
