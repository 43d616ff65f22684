import EventLoops
import Observability
import SQL
import TestSupport
import Testing

@Suite("A transaction is all or nothing")
struct TransactionTests {
    struct Refused: Error {}

    @Test("what it wrote is there when it returns, and its value is handed on", arguments: DatabaseEngine.all)
    func commits(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let count = try await database.transaction { transaction in
                try await transaction.addShelf("a")
                try await transaction.addShelf("b")
                return try await transaction.shelfNames().count
            }
            #expect(count == 2)
            #expect(try await database.shelfNames() == ["a", "b"])
        }
    }

    @Test("a body that throws leaves nothing, and its error is passed on", arguments: DatabaseEngine.all)
    func rollsBack(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            await #expect(throws: Refused.self) {
                try await database.transaction { transaction in
                    try await transaction.addShelf("a")
                    throw Refused()
                }
            }
            let names = try await database.shelfNames()
            #expect(names.isEmpty)
        }
    }

    @Test("those that fail take none of the others with them", arguments: DatabaseEngine.all)
    func isolation(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let failed = Tally()
            await withDiscardingTaskGroup { group in
                for number in 0..<64 {
                    group.addTask {
                        do {
                            try await database.transaction { transaction in
                                try await transaction.addShelf("\(number)")
                                if number.isMultiple(of: 4) { throw Refused() }
                                // The shelf is there already: the engine itself refuses.
                                if number % 4 == 1 { try await transaction.addShelf("\(number)") }
                            }
                        } catch {
                            failed.add()
                        }
                    }
                }
            }
            #expect(failed.value == 32)
            let names = Set(try await database.shelfNames().compactMap { Int($0) })
            #expect(names == Set((0..<64).filter { $0 % 4 >= 2 }))
        }
    }

    @Test("the last unit goes to exactly one of 64", arguments: DatabaseEngine.all)
    func lastUnit(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            try await database.addShelf("a", stock: 1)
            let winners = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        try await database.execute(
                            "update shelves set stock = stock - 1 where name = 'a' and stock >= 1"
                        ).rowsChanged
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(winners == 1)
            #expect(try await database.scalar("select stock from shelves", as: Int.self) == 0)
        }
    }

    @Test("a body that waits for anything else is refused and has written nothing", arguments: DatabaseEngine.all)
    func suspends(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let goOn = Gate()
            let ended = Gate()
            let late = Lock<SQLError.Code?>(nil)
            let error = await #expect(throws: SQLError.self) {
                try await database.transaction { transaction in
                    try await transaction.addShelf("early")
                    await goOn.pass()
                    do {
                        try await transaction.addShelf("late")
                    } catch let error as SQLError {
                        late.withLock { $0 = error.code }
                    }
                    ended.open()
                }
            }
            #expect(error?.code == .suspendedInTransaction)
            try await database.addShelf("next")
            goOn.open()
            await ended.pass()
            #expect(late.withLock { $0 } == .transactionEnded)
            #expect(try await database.shelfNames() == ["next"])
        }
    }

    @Test("a transaction inside of a transaction is refused, not a deadlock", arguments: DatabaseEngine.all)
    func nested(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let error = await #expect(throws: SQLError.self) {
                try await database.transaction { outer in
                    try await outer.addShelf("outer")
                    try await database.transaction { try await $0.addShelf("inner") }
                }
            }
            #expect(error?.code == .suspendedInTransaction)
            let names = try await database.shelfNames()
            #expect(!names.contains("outer"))
        }
    }

    @Test("a statement that failed dooms the transaction, even if its error was caught", arguments: DatabaseEngine.all)
    func doomed(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let error = await #expect(throws: SQLError.self) {
                try await database.transaction { transaction in
                    try await transaction.addShelf("a")
                    try? await transaction.addShelf("a")
                }
            }
            #expect(error?.isUniqueViolation(of: "name") == true)
            let names = try await database.shelfNames()
            #expect(names.isEmpty)
        }
    }

    @Test(
        "hooks run after the commit and before the caller goes on, never after a rollback",
        arguments: DatabaseEngine.all)
    func afterCommit(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let runs = Tally()
            try await database.transaction { transaction in
                transaction.afterCommit { runs.add() }
                try await transaction.addShelf("a")
                #expect(runs.value == 0)
            }
            #expect(runs.value == 1)
            try? await database.transaction { transaction in
                transaction.afterCommit { runs.add() }
                try await transaction.addShelf("a")
            }
            #expect(runs.value == 1)
        }
    }

    @Test("a caller that is cancelled beforehand writes nothing", arguments: DatabaseEngine.all)
    func cancelledBefore(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let start = Gate()
            let outcomes = Tally()
            let task = Task {
                await start.pass()
                do {
                    try await database.transaction { try await $0.addShelf("a") }
                } catch is CancellationError {
                    outcomes.add()
                }
                do {
                    try await database.addShelf("b")
                } catch let error as SQLError where error.code == .cancelled {
                    outcomes.add()
                }
            }
            task.cancel()
            start.open()
            try await task.value
            #expect(outcomes.value == 2)
            let names = try await database.shelfNames()
            #expect(names.isEmpty)
        }
    }

    @Test("callers that are cancelled at any moment learn the truth", arguments: DatabaseEngine.all)
    func cancelledMeanwhile(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let told = Lock<Set<String>>([])
            let tasks = (0..<64).map { number in
                Task {
                    try await database.transaction { try await $0.addShelf("\(number)") }
                    told.withLock { _ = $0.insert("\(number)") }
                }
            }
            for task in tasks { task.cancel() }
            for task in tasks { _ = await task.result }
            let names = try await database.shelfNames()
            #expect(Set(names) == told.withLock { $0 })
        }
    }

    @Test("the body sees the caller's task-local values", arguments: DatabaseEngine.all)
    func taskLocals(engine: DatabaseEngine) async throws {
        try await engine.withDatabase { database async throws in
            let trace = TraceContext.generate()
            let seen = try await TraceContext.$current.withValue(trace) {
                try await database.transaction { _ in TraceContext.current }
            }
            #expect(seen == trace)
        }
    }

    @Test(
        "an actor and a helper may be used inside, and the caller comes back on its loop", arguments: DatabaseEngine.all
    )
    func helpers(engine: DatabaseEngine) async throws {
        actor Counter {
            var count = 0
            func next() -> Int {
                count += 1
                return count
            }
        }
        try await withEventLoops(2) { loops in
            try await engine.withDatabase([CreateShelf()]) { database async throws in
                let counter = Counter()
                let here = EventLoop.current
                for _ in 0..<3 {
                    try await database.transaction { try await $0.addShelf("\(await counter.next())") }
                }
                #expect(EventLoop.current === here)
                #expect(try await database.shelfNames() == ["1", "2", "3"])
            }
        }
    }
}
