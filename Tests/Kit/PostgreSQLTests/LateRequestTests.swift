import EventLoops
import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite(
    "A request to stop a statement arrives late", .enabled(if: PostgreSQLTestServer.isUnderTest),
    .timeLimit(.minutes(5)))
struct LateRequestTests {
    /// A transaction waits at the server for a neighbour. It is cancelled while nobody is let in, so that the request to
    /// stop it waits at the door; then its statement ends by itself, as the neighbour goes. The body runs with the door
    /// still closed; afterwards the transaction has come to nothing.
    /// - Returns: the server's process of the transaction, and that of the next one.
    private func cancelAtClosedDoor(
        _ change: (inout PostgreSQLDatabase.Limits) -> Void,
        _ body: (_ stage: Stage, _ transaction: Task<Void, any Error>, _ process: Int) async throws -> Void
    ) async throws -> (before: Int, after: Int) {
        var processes = (before: 0, after: 0)
        try await OwnServer.with { server async throws in
            try await withEventLoops(1) { _ async throws in
                var limits = PostgreSQLDatabase.Limits()
                limits.writeConnections = 1
                change(&limits)
                let stage = try Stage(url: server.url, limits: limits)
                let database = stage.database
                try await stage.withNeighbour { neighbour async throws in
                    let isHeld = Tally(), isOver = Tally()
                    let holder = Task {
                        try await neighbour.transaction { transaction in
                            try await transaction.execute("select pg_advisory_xact_lock(1)")
                            isHeld.set(1)
                            while isOver.value == 0 { try await transaction.sleep(0.01) }
                        }
                    }
                    while isHeld.value == 0 { try await database.sleep(0.01) }
                    processes.before = try await process(of: database)
                    let task = Task(executorPreference: EventLoop.current) {
                        try await database.transaction { transaction in
                            try await transaction.execute("select pg_advisory_xact_lock(1)")
                            try await transaction.sleep(0)
                        }
                    }
                    while try await state(of: processes.before, at: database) != "active Lock" {
                        try await database.sleep(0.01)
                    }
                    try await server.whileNobodyIsLetIn { () async throws in
                        task.cancel()
                        // What the loop was told to do has been done when a read has been answered.
                        try await database.sleep(0)
                        isOver.set(1)
                        try await holder.value
                        try await body(stage, task, processes.before)
                    }
                    await #expect(throws: CancellationError.self) { try await task.value }
                    processes.after = try await process(of: database)
                }
                await database.close()
            }
        }
        return processes
    }

    private func process(of database: PostgreSQLDatabase) async throws -> Int {
        try await database.transaction { transaction in
            try await transaction.scalar("select pg_backend_pid()", as: Int.self) ?? 0
        }
    }

    /// What a process of the server does, and that it waits for another one if it does; nil where it has ended.
    private func state(of process: Int, at database: PostgreSQLDatabase) async throws -> String? {
        try await database.scalar(
            """
            select concat_ws(' ', state, case when wait_event_type = 'Lock' then 'Lock' end)
            from pg_stat_activity where pid = \(process)
            """, as: String.self)
    }

    @Test("the transaction is not undone before, so that nothing but its statement can be stopped")
    func beforeRollback() async throws {
        let processes = try await cancelAtClosedDoor({ $0.cancelTimeout = .seconds(60 * Patience.factor) }) {
            stage, _, process in
            var states: Set<String> = []
            while !states.contains(where: { $0.hasPrefix("idle") }) {
                states.insert(try await state(of: process, at: stage.database) ?? "ended")
            }
            for _ in 0..<20 { states.insert(try await state(of: process, at: stage.database) ?? "ended") }
            #expect(states.subtracting(["active", "active Lock"]) == ["idle in transaction"])
        }
        #expect(processes.before == processes.after)
    }

    @Test("it is not waited for any longer than it may take: the connection is closed")
    func tooLate() async throws {
        let processes = try await cancelAtClosedDoor({ $0.cancelTimeout = .milliseconds(200) }) {
            stage, task, process in
            await #expect(throws: CancellationError.self) { try await task.value }
            while try await state(of: process, at: stage.database) != nil { try await stage.database.sleep(0.01) }
        }
        #expect(processes.before != processes.after)
    }
}
