import EventLoops
import Observability
import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite(
    "Who gives up is let go, and holds nothing up", .enabled(if: PostgreSQLTestServer.isUnderTest),
    .timeLimit(.minutes(5)))
struct CancellationTests {
    private static let asleep: Query = """
        select count(*) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and wait_event = 'PgSleep'
        """

    /// Begins something that sleeps at the server, cancels it there, and answers how it ended.
    private func cancelled(
        _ stage: Stage, _ body: @escaping @Sendable (PostgreSQLDatabase) async throws -> Void
    ) async throws -> (any Error)? {
        let database = stage.database
        let task = Task(executorPreference: EventLoop.current) { try await body(database) }
        while try await database.scalar(Self.asleep, as: Int.self) == 0 { try await Sleep.for(.milliseconds(5)) }
        task.cancel()
        let start = ContinuousClock.now
        let result = await task.result
        #expect(ContinuousClock.now - start < .seconds(5 * Patience.factor))
        if case .failure(let error) = result { return error }
        return nil
    }

    /// Whether nothing sleeps at the server any more.
    private func isAwake(_ stage: Stage) async throws {
        while try await stage.database.scalar(Self.asleep, as: Int.self) != 0 { try await Sleep.for(.milliseconds(5)) }
    }

    @Test("a transaction comes to nothing, is not begun again, and its connection serves the next one")
    func transaction() async throws {
        try await Stage.with({ $0.writeConnections = 1 }) { stage async throws in
            let runs = Tally(), hooks = Tally()
            for isDeaf in [false, true] {
                let error = try await cancelled(stage) { database in
                    try await database.transaction { transaction in
                        runs.add()
                        transaction.afterCommit { hooks.add() }
                        try await transaction.execute("update shelves set stock = 0")
                        // Also where the body hides what it is told.
                        do { try await transaction.sleep(60) } catch { guard isDeaf else { throw error } }
                    }
                }
                #expect(error is CancellationError)
            }
            #expect(runs.value == 2)
            #expect(hooks.value == 0)
            try await isAwake(stage)
            #expect(try await stage.stock(1) == 10)
            _ = try await stage.database.transaction { try await $0.execute("update shelves set stock = 3") }
            #expect(try await stage.stock(1) == 3)
        }
    }

    @Test("a statement alone is stopped at the server")
    func statement() async throws {
        try await Stage.with({ $0.writeConnections = 1 }) { stage async throws in
            let error = try await cancelled(stage) {
                try await $0.execute("update shelves set stock = 0 from pg_sleep(60)")
            }
            #expect((error as? SQLError)?.code == .cancelled)
            #expect(try await stage.database.scalar(Self.asleep, as: Int.self) == 0)
            #expect(try await stage.stock(1) == 10)
            try await stage.database.execute("update shelves set stock = 4")
            #expect(try await stage.stock(1) == 4)
        }
    }

    @Test("a read is not waited for; those behind it on the connection get their answers")
    func read() async throws {
        try await Stage.with({
            $0.readConnections = 1
            $0.readTimeout = .seconds(20) * Patience.factor
            $0.lockTimeout = .seconds(20) * Patience.factor
        }) { stage async throws in
            let database = stage.database
            try await stage.withNeighbour { neighbour async throws in
                let isHeld = Tally(), isOver = Tally()
                async let holder: Void = neighbour.transaction { transaction in
                    _ = try await transaction.query("select pg_advisory_xact_lock(1)")
                    isHeld.set(1)
                    while isOver.value == 0 { try await transaction.sleep(0.01) }
                }
                while isHeld.value == 0 { try await Sleep.for(.milliseconds(5)) }
                let held: Query = """
                    select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid
                    where not l.granted and a.datname = current_database()
                    """
                let isUnderWay = { try await neighbour.scalar(held, as: Int.self) == 1 }
                let read = Task(executorPreference: EventLoop.current) {
                    _ = try await database.query("select pg_advisory_xact_lock_shared(1)")
                }
                #expect(try await eventually(isUnderWay))
                read.cancel()
                let error = await #expect(throws: SQLError.self) { try await read.value }
                #expect(error?.code == .cancelled)
                // It goes on at the server, in front of the next one.
                #expect(try await isUnderWay())
                let behind = Task(executorPreference: EventLoop.current) { try await stage.stock(1) }
                #expect(try await isUnderWay())
                isOver.set(1)
                #expect(try await behind.value == 10)
                try await holder
            }
            let early = Task(executorPreference: EventLoop.current) {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await database.query("select 1")
            }
            let error = await #expect(throws: SQLError.self) { try await early.value }
            #expect(error?.code == .cancelled)
        }
    }

    @Test("closing waits for what is under way, and not for ever")
    func closing() async throws {
        for (sleep, isPatient) in [(0.3, true), (60.0, false)] {
            try await Stage.with({ $0.closing = isPatient ? .seconds(30) : .milliseconds(300) }) { stage async throws in
                let database = stage.database
                let isThere = Tally()
                let task = Task(executorPreference: EventLoop.current) {
                    try await database.transaction { transaction in
                        try await transaction.execute("update shelves set stock = 0")
                        isThere.set(1)
                        try await transaction.sleep(sleep)
                    }
                }
                while isThere.value == 0 { try await Sleep.for(.milliseconds(5)) }
                let start = ContinuousClock.now
                await database.close()
                #expect(ContinuousClock.now - start < .seconds(10 * Patience.factor))
                let hasSucceeded: Bool
                do {
                    try await task.value
                    hasSucceeded = true
                } catch { hasSucceeded = false }
                #expect(hasSucceeded == isPatient)
            }
        }
    }
}
