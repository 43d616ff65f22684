import EventLoops
import Observability
import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite(
    "Connections are few, and so are those who wait for one", .enabled(if: PostgreSQLTestServer.isUnderTest),
    .timeLimit(.minutes(5)))
struct PoolTests {
    /// Holds the only connection for writes until the body has ended.
    private func whileBusy(_ stage: Stage, _ body: () async throws -> Void) async throws {
        let isThere = Tally(), isOver = Tally()
        let database = stage.database
        async let holder: Void = database.transaction { transaction in
            while isOver.value == 0 {
                try await transaction.sleep(0.01)
                isThere.set(1)
            }
        }
        while isThere.value == 0 { try await database.sleep(0.01) }
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        isOver.set(1)
        try await holder
        try result.get()
    }

    @Test("who waits for too long, or comes when too many wait, is refused; the next one is served")
    func exhausted() async throws {
        try await Stage.with({
            $0.writeConnections = 1
            $0.waitingTransactions = 2
            $0.patience = .seconds(2)
        }) { stage async throws in
            try await whileBusy(stage) { () async throws in
                let refusals = await refusals(of: 5) {
                    try await stage.database.execute("update shelves set stock = 0")
                }
                #expect(refusals.map(\.code) == Array(repeating: .overloaded, count: 5))
                #expect(refusals.count { $0.after < .seconds(2) } == 3, "\(refusals)")
                #expect(refusals.allSatisfy { $0.after < .seconds(10 * Patience.factor) }, "\(refusals)")
                // Reads have connections of their own.
                #expect(try await stage.stock(1) == 10)
            }
            try await stage.database.execute("update shelves set stock = 3")
            #expect(try await stage.stock(1) == 3)
        }
    }

    @Test("reads that come when too many wait are refused, slow ones as well")
    func exhaustedReads() async throws {
        try await Stage.with({
            $0.readConnections = 1
            $0.readsUnderWay = 1
            $0.waitingReads = 2
            $0.slowConnections = 1
            $0.waitingSlowReads = 1
        }) { stage async throws in
            let database = stage.database
            _ = try await database.query("select 1")
            _ = try await database.slowQuery("select 1")
            // One is served, some wait, the others are refused: else they would be served in time.
            let reads = await refusals(of: 6) { _ = try await database.query("select pg_sleep(1)") }
            #expect(reads.map(\.code) == Array(repeating: .overloaded, count: 3))
            let slow = await refusals(of: 6) { _ = try await database.slowQuery("select pg_sleep(1)") }
            #expect(slow.map(\.code) == Array(repeating: .overloaded, count: 4))
        }
    }

    /// Runs it so many times at once on this loop, whose connections are its own, and tells who was refused and when.
    private func refusals(
        of count: Int, _ body: @escaping @Sendable () async throws -> Void
    ) async -> [(code: SQLError.Code?, after: Duration)] {
        let start = ContinuousClock.now
        return await withTaskGroup(of: (SQLError.Code?, Duration)?.self) { group in
            for _ in 0..<count {
                group.addTask(executorPreference: EventLoop.current) { () async in
                    do {
                        try await body()
                        return nil
                    } catch { return ((error as? SQLError)?.code, ContinuousClock.now - start) }
                }
            }
            return await group.reduce(into: []) { refusals, refusal in
                if let refusal { refusals.append((refusal.0, refusal.1)) }
            }
        }
    }

    @Test("no more share a connection than may, also when all of them have waited for it")
    func shared() async throws {
        try await Stage.with({
            $0.readConnections = 1
            $0.readsUnderWay = 4
        }) { stage async throws in
            let database = stage.database
            let answered = Tally()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    group.addTask(executorPreference: EventLoop.current) {
                        defer { answered.add() }
                        try await database.sleep(0.01)
                    }
                }
                var pending: [String] = []
                while answered.value < 40 {
                    if let waiting = stage.shown("pending_requests", of: "reads"), waiting != pending.last {
                        pending.append(waiting)
                    }
                    try await Sleep.for(.milliseconds(1))
                }
                try await group.waitForAll()
                // First nobody, then all of them; four at a time are served.
                let fewest = pending.compactMap(Int.init).filter { $0 > 0 }.min()
                #expect(pending.count > 5 && (fewest ?? 40) <= 8, "\(pending)")
            }
        }
    }

    @Test("what is busy, idle and waited for is shown")
    func metrics() async throws {
        try await Stage.with({ $0.writeConnections = 1 }) { stage async throws in
            func shown(_ name: String, _ labels: String = "") -> String? { stage.shown(name, of: "writes", labels) }
            try await whileBusy(stage) { () async throws in
                #expect(shown("count", "used") == "1")
                #expect(shown("count", "idle") == "0")
                let database = stage.database
                // On this loop: each has connections of its own.
                let waiting = Task(executorPreference: EventLoop.current) {
                    try await database.execute("update shelves set stock = 0")
                }
                while shown("pending_requests") != "1" { try await database.sleep(0.01) }
                waiting.cancel()
                _ = await waiting.result
                #expect(shown("pending_requests") == "0")
            }
            #expect(shown("count", "used") == "0")
            #expect(shown("count", "idle") == "1")
            #expect(shown("timeouts_total") == "0")
            await stage.database.close()
            #expect(shown("count", "idle") == "0")
        }
    }

    @Test("who is cancelled while waiting is let go at once, and nothing is sent")
    func cancelled() async throws {
        try await Stage.with({ $0.writeConnections = 1 }) { stage async throws in
            try await whileBusy(stage) { () async throws in
                let database = stage.database
                let loop = EventLoop.current
                let alone = Task(executorPreference: loop) {
                    try await database.execute("update shelves set stock = 0")
                }
                let runs = Tally()
                let whole = Task(executorPreference: loop) { try await database.transaction { _ in runs.add() } }
                try await database.sleep(0.05)
                alone.cancel()
                whole.cancel()
                let error = await #expect(throws: SQLError.self) { try await alone.value }
                #expect(error?.code == .cancelled)
                await #expect(throws: CancellationError.self) { try await whole.value }
                #expect(runs.value == 0)
            }
            #expect(try await stage.stock(1) == 10)
        }
    }

    @Test("a slow read does not hold up others; whose caller gives up, it is stopped at the server")
    func slowReads() async throws {
        try await Stage.with({ $0.slowConnections = 1 }) { stage async throws in
            let database = stage.database
            let slow = Task { try await database.slowQuery("select pg_sleep(60) as asleep") }
            let asleep: Query =
                "select count(*) from pg_stat_activity where query like '%as asleep' and state = 'active'"
            while try await database.scalar(asleep, as: Int.self) == 0 { try await database.sleep(0.01) }
            #expect(try await stage.stock(1) == 10)
            slow.cancel()
            let error = await #expect(throws: SQLError.self) { try await slow.value }
            #expect(error?.code == .cancelled)
            #expect(try await database.scalar(asleep, as: Int.self) == 0)
            #expect(try await database.slowQuery("select 1").count == 1)
        }
    }

    @Test("a server that is not there: refused in time, and soon at once")
    func away() async throws {
        var limits = PostgreSQLDatabase.Limits()
        limits.patience = .seconds(3)
        let settled = limits
        try await withEventLoops(1) { _ async throws in
            // Nobody listens at port 1.
            let stage = try Stage(url: "postgresql://shop@127.0.0.1:1/shop", limits: settled)
            for _ in 0..<3 {
                let read = await #expect(throws: SQLError.self) { try await stage.database.query("select 1") }
                #expect(read?.code == .connectionLost)
                let write = await #expect(throws: SQLError.self) { try await stage.database.execute("delete from t") }
                #expect(write?.code == .connectionLost)
            }
            let start = ContinuousClock.now
            await #expect(throws: SQLError.self) { try await stage.database.query("select 1") }
            // Whoever is still patient waits for all of that.
            #expect(ContinuousClock.now - start < settled.patience)
            // One line for each kind of connection, not for each attempt.
            #expect(stage.log.entries.count == 2)
            await stage.database.close()
        }
    }

    @Test("a name of a host is looked up, one that does not exist is told")
    func names() async throws {
        try await Stage.with { stage async throws in
            let byName = try Stage(
                url: stage.url.replacing("127.0.0.1", with: "localhost"), limits: PostgreSQLDatabase.Limits())
            #expect(try await byName.stock(1) == 10)
            await byName.database.close()
            var limits = PostgreSQLDatabase.Limits()
            limits.patience = .milliseconds(300)
            let nowhere = try Stage(url: "postgresql://shop@no-such-host.invalid/shop", limits: limits)
            let error = await #expect(throws: SQLError.self) { try await nowhere.database.query("select 1") }
            #expect(error?.code == .connectionLost)
            await nowhere.database.close()
        }
    }

    @Test("each loop has connections of its own; who is on no loop is served as well")
    func loops() async throws {
        try await PostgreSQLTestServer.withDatabase([CreateShelves()]) { url async throws in
            let stage = try Stage(url: url, limits: PostgreSQLDatabase.Limits())
            try await withEventLoops(2) { loops async throws in
                for loop in loops.loops {
                    let here = try await withTaskExecutorPreference(loop) {
                        await Task.yield()
                        try await stage.database.execute("update shelves set stock = stock + 1 where id = 1")
                        return EventLoop.current === loop
                    }
                    #expect(here)
                }
            }
            // Both loops have ended meanwhile, and took their connections along.
            #expect(EventLoop.current == nil)
            #expect(try await stage.stock(1) == 12)
            await stage.database.close()
        }
    }
}
