import Observability
import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite("What the server refuses says why, and no value", .enabled(if: PostgreSQLTestServer.isUnderTest))
struct RefusalTests {
    @Test("a broken rule is told by its name, without the row")
    func constraints() async throws {
        try await Stage.with { stage async throws in
            let secret = "hunter2"
            try await stage.database.execute("insert into shelves (id, name) values (3, \(secret))")
            let twice = await #expect(throws: SQLError.self) {
                try await stage.database.execute("insert into shelves (id, name) values (4, \(secret))")
            }
            #expect(twice?.code == .uniqueViolation(Constraint(table: "shelves", name: "shelves_name_key")))
            let check = await #expect(throws: SQLError.self) {
                try await stage.database.execute("insert into shelves (id, name, stock) values (4, 'hunter2b', \(-1))")
            }
            #expect(check?.code == .checkViolation(Constraint(table: "shelves", name: "shelves_stock_check")))
            let badUUID = await #expect(throws: SQLError.self) {
                try await stage.database.query("select 1 where \(secret)::uuid is null")
            }
            #expect(badUUID?.code == .invalidValue)
            let tooLarge = await #expect(throws: SQLError.self) {
                try await stage.database.query("select (\(secret.utf8.count) * 99999999999)::int")
            }
            #expect(tooLarge?.code == .invalidValue)
            for error in [twice, check, badUUID, tooLarge] {
                #expect(
                    !String(reflecting: error).contains("hunter2,")
                        && !String(reflecting: error).contains("\"hunter2\""))
                #expect(error?.statement != nil)
            }
        }
    }

    @Test("a rule that is checked at the commit only is told all the same: of one statement, and of a transaction")
    func deferred() async throws {
        try await Stage.with { stage async throws in
            let alone = await #expect(throws: SQLError.self) {
                try await stage.database.execute("insert into boxes (id, shelf_id) values (1, 99)")
            }
            #expect(alone?.isForeignKeyViolation == true)
            let ran = Tally()
            let inside = await #expect(throws: SQLError.self) {
                try await stage.database.transaction { transaction in
                    transaction.afterCommit { ran.add() }
                    try await transaction.execute("insert into boxes (id, shelf_id) values (1, 99)")
                }
            }
            #expect(inside?.isForeignKeyViolation == true)
            #expect(ran.value == 0)
            #expect(try await stage.database.scalar("select count(*) from boxes", as: Int.self) == 0)
        }
    }

    @Test("a statement that takes too long is stopped; the connection goes on")
    func statementTimeout() async throws {
        try await Stage.with({
            $0.readTimeout = .milliseconds(200)
            $0.slowTimeout = .milliseconds(200)
            $0.writeTimeout = .milliseconds(200)
        }) { stage async throws in
            let read = await #expect(throws: SQLError.self) { try await stage.database.sleep(30) }
            #expect(read?.code == .timeout)
            let slow = await #expect(throws: SQLError.self) {
                try await stage.database.slowQuery("select pg_sleep(30)")
            }
            #expect(slow?.code == .timeout)
            let write = await #expect(throws: SQLError.self) {
                try await stage.database.transaction { transaction in
                    try await transaction.execute("update shelves set stock = 0")
                    try await transaction.sleep(30)
                }
            }
            #expect(write?.code == .timeout)
            #expect(try await stage.stock(1) == 10)
        }
    }

    @Test("a row that somebody holds for too long is told as busy")
    func lockTimeout() async throws {
        try await Stage.with({ $0.lockTimeout = .milliseconds(100) }) { stage async throws in
            try await stage.withNeighbour { neighbour async throws in
                let isHeld = Tally(), isOver = Tally()
                async let holder: Void = neighbour.transaction { transaction in
                    try await transaction.execute("update shelves set stock = 1 where id = 1")
                    isHeld.set(1)
                    while isOver.value == 0 { try await transaction.sleep(0.01) }
                }
                while isHeld.value == 0 { try await stage.database.sleep(0.01) }
                let error = await #expect(throws: SQLError.self) {
                    try await stage.database.execute("update shelves set stock = 2 where id = 1")
                }
                #expect(error?.code == .busy)
                isOver.set(1)
                try await holder
                #expect(try await stage.stock(1) == 1)
            }
        }
    }

    @Test("a password is in no error, no log and no description")
    func password() async throws {
        try await Stage.with({ $0.patience = .milliseconds(500) }) { stage async throws in
            var url = stage.url
            let start = try #require(url.firstRange(of: "://")), end = try #require(url.firstIndex(of: "@"))
            url.replaceSubrange(start.upperBound..<end, with: "nobody:open-sesame")
            let wrong = try Stage(url: url, limits: PostgreSQLDatabase.Limits())
            let error = await #expect(throws: SQLError.self) { try await wrong.database.query("select 1") }
            #expect(error?.code == .connectionLost)
            #expect(error?.detail.contains("28") == true, "\(String(reflecting: error))")
            let cases = [
                "postgresql://nobody:open-sesame%zz@localhost/x", "postgresql://nobody:open-sesame@[::1/x",
                "password=open-sesame nonsense", "open-sesame",
            ]
            var said = [String(reflecting: error), String(describing: error), "\(wrong.database)"]
            for text in cases {
                let error = #expect(throws: SQLError.self) { try PostgreSQLDatabase(url: text) }
                said.append(String(reflecting: error))
            }
            var dumped = ""
            dump(wrong.database, to: &dumped)
            said.append(dumped)
            said.append(wrong.log.text)
            #expect(!wrong.log.entries.isEmpty)
            for text in said { #expect(!text.contains("sesame"), "\(text)") }
            await wrong.database.close()
        }
    }
}
