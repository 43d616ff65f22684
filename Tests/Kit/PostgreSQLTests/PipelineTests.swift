import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite("Callers share a connection and do not notice", .enabled(if: PostgreSQLTestServer.isUnderTest))
struct PipelineTests {
    @Test("a thousand reads at once on one connection: each gets its own answer")
    func thousand() async throws {
        try await Stage.with({ $0.readConnections = 1 }) { stage async throws in
            let backends = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<1000 {
                    group.addTask { () async throws in
                        let row = try await stage.database.first("select \(number) as n, pg_backend_pid() as pid")
                        #expect(try row?.get("n") == number)
                        return try row?.get("pid") ?? 0
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(backends.count == 1)
        }
    }

    @Test("one that fails takes none of its neighbours along, wherever it stands")
    func failures() async throws {
        try await Stage.with({ $0.readConnections = 1 }) { stage async throws in
            _ = try await stage.database.query("select 1")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask { () async throws in
                        switch number % 10 {
                        case 3:
                            await #expect(throws: SQLError.self) { try await stage.database.query("select no_such") }
                        case 6:
                            let zero = number - number
                            await #expect(throws: SQLError.self) {
                                try await stage.database.query("select 1 / \(zero)")
                            }
                        default:
                            #expect(try await stage.database.scalar("select \(number)", as: Int.self) == number)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("prepared statements are kept up to the limit, and the server is told of those that go")
    func statements() async throws {
        try await Stage.with({
            $0.readConnections = 1
            $0.statements = 8
        }) { stage async throws in
            for number in 0..<50 {
                let query: Query = "select \(unescaped: "\(number)") + \(1)"
                #expect(try await stage.database.scalar(query, as: Int.self) == number + 1)
            }
            let kept = try await stage.database.scalar("select count(*) from pg_prepared_statements", as: Int.self)
            #expect(try #require(kept) <= 9)
            // The same text with a value of another type is another statement.
            #expect(try await stage.database.scalar("select \(1) is null", as: Bool.self) == false)
            #expect(try await stage.database.scalar("select \(1.5) is null", as: Bool.self) == false)
        }
    }

    @Test("it is also told of those that go while a transaction fails")
    func forgottenInFailure() async throws {
        try await Stage.with({
            $0.writeConnections = 1
            $0.statements = 8
        }) { stage async throws in
            await #expect(throws: SQLError.self) {
                try await stage.database.transaction { transaction in
                    for number in 0..<50 { try await transaction.execute("select \(unescaped: "\(number)") + \(1)") }
                    try await transaction.execute("insert into shelves (id, name) values (1, 'again')")
                }
            }
            // Whoever only ever has transactions sees no more of them either.
            let kept = try await stage.database.transaction { transaction in
                try await transaction.scalar("select count(*) from pg_prepared_statements", as: Int.self)
            }
            #expect(try #require(kept) <= 10)
        }
    }

    @Test("a commit that the server does not know any more leaves nobody in its transaction")
    func staleCommit() async throws {
        try await Stage.with({ $0.writeConnections = 1 }) { stage async throws in
            // The commit is prepared.
            _ = try await stage.database.transaction { try await $0.execute("update shelves set stock = 1") }
            let runs = Tally()
            try await stage.database.transaction { transaction in
                runs.add()
                try await transaction.execute("update shelves set stock = stock + 1")
                if runs.value == 1 { try await transaction.execute("deallocate all") }
            }
            #expect(runs.value == 2)
            #expect(try await stage.stock(1) == 2)
        }
    }

    @Test("a commit by which the server undoes everything is no success")
    func undoingCommit() async throws {
        try await Stage.with { stage async throws in
            let session = try await PostgreSQLSession.open(url: stage.url, name: "test")
            try await session.execute("begin")
            try await session.execute("update shelves set stock = 7")
            await #expect(throws: SQLError.self) { try await session.execute("select 1 / 0") }
            let error = await #expect(throws: SQLError.self) { try await session.execute("commit") }
            #expect(error?.code == .commitFailed)
            #expect(try await stage.stock(1) == 10)
            await session.close()
        }
    }

    @Test("nothing is done outside of a transaction whose beginning the server does not know any more")
    func staleBeginning() async throws {
        try await Stage.with({ $0.writeConnections = 1 }) { stage async throws in
            // The beginning is prepared, and forgotten by the server alone.
            _ = try await stage.database.transaction { try await $0.execute("update shelves set stock = 0") }
            try await stage.database.execute("deallocate all")
            try await stage.database.transaction { transaction in
                // More than travel together once it has begun, each with a text of its own.
                for number in 0..<100 {
                    try await transaction.executeAhead(
                        "update shelves set stock = stock + 1 where \(unescaped: "\(number)") >= 0")
                }
            }
            #expect(try await stage.stock(1) == 100)
        }
    }

    @Test("statements that the server has forgotten, or that fit no more, are prepared anew, also in a transaction")
    func staleStatements() async throws {
        try await Stage.with({
            $0.readConnections = 1
            $0.writeConnections = 1
        }) { stage async throws in
            let database = stage.database
            let read: Query = "select * from shelves order by id"
            #expect(try await database.first(read)?["colour"] == nil)
            _ = try await database.transaction { try await $0.query(read).count }
            try await database.execute("alter table shelves add column colour text")
            #expect(try await database.first(read)?["colour"] == .null)
            let runs = Tally()
            let row = try await database.transaction { transaction in
                runs.add()
                return try await transaction.first(read)
            }
            #expect(row?["colour"] == .null)
            #expect(runs.value == 2)
            try await database.execute("deallocate all")
            let count = try await database.transaction { try await $0.query(read).count }
            #expect(count == 2)
            #expect(try await database.execute("update shelves set stock = 5").rowsChanged == 2)
        }
    }

    @Test("a database is made by a statement of its own, outside of any transaction")
    func createDatabase() async throws {
        try await Stage.with { stage async throws in
            let name = "souk_test_made_\(UInt32.random(in: 0...UInt32.max))"
            try await stage.database.execute("create database \(unescaped: name)")
            try await stage.database.execute("drop database \(unescaped: name)")
            let version = try await stage.database.serverVersion().split(separator: ".").first.flatMap { Int($0) }
            #expect(try #require(version) >= 14)
        }
    }
}
