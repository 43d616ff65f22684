import EventLoops
import Glibc
import Observability
import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite("Connections break", .enabled(if: PostgreSQLTestServer.isUnderTest), .serialized)
struct ConnectionLossTests {
    @Test("in the middle of a transaction: a typed error, nothing is written, the next one is served")
    func withinTransaction() async throws {
        try await Stage.with({ $0.writeConnections = 1 }) { stage async throws in
            try await stage.withNeighbour { neighbour async throws in
                let runs = Tally(), hooks = Tally()
                let error = await #expect(throws: SQLError.self) {
                    try await stage.database.transaction { transaction in
                        runs.add()
                        transaction.afterCommit { hooks.add() }
                        try await transaction.execute("update shelves set stock = 0")
                        _ = try await transaction.query("select pg_terminate_backend(pg_backend_pid())")
                        try await transaction.execute("update shelves set stock = 1")
                    }
                }
                #expect(error?.code == .connectionLost)
                #expect(runs.value == 1)
                #expect(hooks.value == 0)
                #expect(try await neighbour.scalar("select stock from shelves where id = 1", as: Int.self) == 10)
                _ = try await stage.database.transaction { try await $0.execute("update shelves set stock = 7") }
                #expect(try await stage.stock(1) == 7)
            }
        }
    }

    @Test("during the commit: nobody knows, and that is what is said; hooks run, as something may have changed")
    func duringCommit() async throws {
        try await Stage.with { stage async throws in
            try await stage.database.execute(
                """
                create function linger() returns trigger language plpgsql as
                $$ begin perform pg_sleep(60); return null; end $$
                """)
            try await stage.database.execute(
                """
                create constraint trigger lingers after update on shelves deferrable initially deferred
                for each row execute function linger()
                """)
            let kill: Query = """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and wait_event = 'PgSleep'
                """
            let database = stage.database
            let hooks = Tally()
            for isAlone in [true, false] {
                let task = Task {
                    let update: Query = "update shelves set stock = 0 where id = 1"
                    if isAlone {
                        try await database.execute(update)
                    } else {
                        try await database.transaction { transaction in
                            transaction.afterCommit { hooks.add() }
                            try await transaction.execute(update)
                        }
                    }
                }
                while try await database.scalar(kill, as: Int.self) == 0 { try await database.sleep(0.01) }
                let error = await #expect(throws: SQLError.self) { try await task.value }
                #expect(error?.code == .outcomeUnknown, "\(isAlone)")
                #expect(error?.isTransient == false)
            }
            #expect(hooks.value == 1)
            #expect(try await stage.stock(1) == 10)
        }
    }

    @Test("before a transaction whose commit travels with its beginning: nothing was done, and it is run again")
    func beforeEverything() async throws {
        try await Stage.with({ $0.writeConnections = 1 }) { stage async throws in
            let database = stage.database
            let process = try await database.transaction {
                try await $0.scalar("select pg_backend_pid()", as: Int.self)
            }
            let writer = pid_t(try #require(process))
            kill(writer, SIGSTOP)
            defer { kill(writer, SIGCONT) }
            // It says so when it goes on, to whoever has asked it for something by then.
            _ = try await database.query(
                "select pg_terminate_backend(pid) from pg_stat_activity where pid = \(Int(writer))")
            let runs = Tally(), hooks = Tally()
            let task = Task(executorPreference: EventLoop.current) {
                try await database.transaction { transaction in
                    runs.add()
                    transaction.afterCommit { hooks.add() }
                    try await transaction.executeAhead("update shelves set stock = stock + 1 where id = 1")
                }
            }
            while runs.value == 0 { try await database.sleep(0.01) }
            kill(writer, SIGCONT)
            try await task.value
            #expect(runs.value == 2)
            #expect(hooks.value == 1)
            #expect(try await stage.stock(1) == 11)
        }
    }

    @Test("while nobody needs them: nobody notices")
    func idle() async throws {
        try await Stage.with { stage async throws in
            try await stage.withNeighbour { neighbour async throws in
                for number in 1...5 {
                    #expect(try await stage.stock(1) == 9 + number)
                    _ = try await stage.database.slowQuery("select 1")
                    try await stage.database.execute("update shelves set stock = stock + 1 where id = 1")
                    let ended = try await neighbour.scalar(
                        """
                        select count(pg_terminate_backend(pid, 10000)) from pg_stat_activity
                        where datname = current_database() and backend_type = 'client backend'
                            and pid not in (select pid from pg_stat_activity where query like '%pg_terminate_backend%')
                        """, as: Int.self)
                    #expect(try #require(ended) >= 3)
                }
            }
        }
    }

    @Test("the server restarts: reads wait for it, writes say what is known of them, and afterwards all is well")
    func restart() async throws {
        try await OwnServer.with { server async throws in
            try await withEventLoops(1) { _ async throws in
                var limits = PostgreSQLDatabase.Limits()
                limits.patience = .seconds(20 * Patience.factor)
                let stage = try Stage(url: server.url, limits: limits)
                let database = stage.database
                try await database.execute("create table counts (id bigint primary key, n bigint not null)")
                try await database.execute("insert into counts values (1, 0)")
                let committed = Tally(), unknown = Tally(), isOver = Tally()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 {
                        group.addTask { () async throws in
                            while isOver.value == 0 {
                                // A restart fails no read.
                                let rows = try await database.query("select n from counts")
                                #expect(rows.count == 1)
                            }
                        }
                        group.addTask { () async throws in
                            while isOver.value == 0 {
                                do {
                                    _ = try await database.transaction { transaction in
                                        try await transaction.execute("update counts set n = n + 1 where id = 1")
                                    }
                                    committed.add()
                                } catch let error as SQLError where error.code == .outcomeUnknown {
                                    unknown.add()
                                } catch let error as SQLError where error.code == .connectionLost {
                                }
                            }
                        }
                    }
                    for _ in 0..<2 {
                        let before = committed.value
                        while committed.value < before + 20 { try await Sleep.for(.milliseconds(5)) }
                        try await server.stop()
                        try await server.start()
                    }
                    let before = committed.value
                    while committed.value < before + 20 { try await Sleep.for(.milliseconds(5)) }
                    isOver.set(1)
                    try await group.waitForAll()
                }
                let counted = try #require(try await database.scalar("select n from counts", as: Int.self))
                #expect((committed.value...committed.value + unknown.value).contains(counted))
                await database.close()
            }
        }
    }

    @Test("a server that is frozen: callers are let go in time, and served when it thaws")
    func frozen() async throws {
        try await OwnServer.with { server async throws in
            try await withEventLoops(1) { _ async throws in
                var limits = PostgreSQLDatabase.Limits()
                // Long enough for what has to succeed here, too.
                limits.readTimeout = .seconds(2) * Patience.factor
                limits.writeTimeout = .seconds(2) * Patience.factor
                limits.readConnections = 1
                limits.writeConnections = 1
                let stage = try Stage(url: server.url, limits: limits)
                let database = stage.database
                let reader = try await database.scalar("select pg_backend_pid()", as: Int.self)
                let writer = try await database.transaction {
                    try await $0.scalar("select pg_backend_pid()", as: Int.self)
                }
                let processes = try [reader, writer].map { pid_t(try #require($0)) }
                for process in processes { kill(process, SIGSTOP) }
                let read = await #expect(throws: SQLError.self) { try await database.query("select 1") }
                #expect(read?.code == .timeout)
                let write = await #expect(throws: SQLError.self) {
                    try await database.execute("create table t (i int)")
                }
                #expect(write?.code == .outcomeUnknown)
                // The others of the server are well.
                #expect(try await database.scalar("select 1", as: Int.self) == 1)
                for process in processes { kill(process, SIGCONT) }
                await database.close()
            }
        }
    }
}
