import EventLoops
import SQL
import TestSupport
import Testing

@Suite("A database tells the truth to everyone")
struct DatabaseTests {
    @Test("a reader that was there before sees a commit at once, on any loop or none", arguments: DatabaseEngine.all)
    func freshReads(engine: DatabaseEngine) async throws {
        try await withEventLoops(2) { loops in
            try await engine.withDatabase([CreateShelf()]) { database async throws in
                for number in 1...20 {
                    #expect(try await database.shelfNames().count == number - 1)
                    try await database.addShelf("shelf \(number)")
                    #expect(try await database.shelfNames().count == number)
                    let elsewhere = try await withTaskExecutorPreference(loops.loops[1]) {
                        try await database.shelfNames().count
                    }
                    #expect(elsewhere == number)
                    #expect(try await database.slowQuery("select id from shelves").count == number)
                }
            }
        }
    }

    @Test("a read within the call sees what a wait would have seen, row after row")
    func atHand() async throws {
        try await withDatabase([CreateShelf()], engine: .sqlite) { database, _ in
            for number in 1...5 {
                try await database.addShelf("shelf ü\(number)", stock: number)
                let attempt = try database.readAtHand("select name, stock, null from shelves order by id") {
                    rows throws(SQLError) in
                    var seen = (names: [String](), stock: Int64(0), nulls: [Bool]())
                    try rows.visit { row throws(SQLError) in
                        seen.names.append(
                            try row.withText(at: 0) { text throws(SQLError) in String(decoding: text, as: UTF8.self) })
                        seen.stock += try row.integer(at: 1)
                        seen.nulls += [row.isNull(at: 1), row.isNull(at: 2)]
                    }
                    return seen
                }
                guard case .done(let seen) = attempt else {
                    Issue.record("the engine lies in this process")
                    return
                }
                #expect(try await database.shelfNames() == seen.names)
                #expect(seen.nulls == (0..<number).flatMap { _ in [false, true] })
                #expect(seen.stock == Int64(number * (number + 1) / 2))
            }
        }
    }

    @Test("a read within the call that fails names the column, and leaves the connection as it was")
    func atHandFails() async throws {
        try await withDatabase([CreateShelf()], engine: .sqlite) { database, _ in
            try await database.addShelf("a")
            for (column, read) in [
                ("name", { row throws(SQLError) in _ = try row.integer(at: 0) }),
                ("stock", { row throws(SQLError) in try row.withText(at: 1) { _ throws(SQLError) in } }),
                ("name", { row throws(SQLError) in _ = try row.boolean(at: 0) }),
                ("7", { row throws(SQLError) in _ = try row.integer(at: 7) }),
            ] as [(String, (borrowing LiveRow) throws(SQLError) -> Void)] {
                let error = #expect(throws: SQLError.self) {
                    _ = try database.readAtHand("select name, stock from shelves") { rows throws(SQLError) in
                        try rows.visit(read)
                    }
                }
                guard case .unreadable(column, _, _) = error?.code else {
                    Issue.record("\(column): \(String(describing: error))")
                    continue
                }
            }
            try await database.addShelf("b")
            #expect(try await database.shelfNames() == ["a", "b"])
        }
    }

    @Test("another instance on the same database sees a commit at once", arguments: DatabaseEngine.all)
    func instances(engine: DatabaseEngine) async throws {
        try await engine.withDatabases(2, [CreateShelf()]) { databases in
            #expect(try await databases[1].shelfNames().isEmpty)
            try await databases[0].addShelf("a")
            #expect(try await databases[1].shelfNames() == ["a"])
            try await databases[1].addShelf("b")
            #expect(try await databases[0].shelfNames() == ["a", "b"])
        }
    }

    @Test("what was committed is there after closing and opening again", arguments: DatabaseEngine.all)
    func durable(engine: DatabaseEngine) async throws {
        try await engine.withReopenableDatabase { open in
            let first = try await open()
            try await Migrator().run([CreateShelf()], on: first)
            try await first.addShelf("kept")
            await first.close()
            let second = try await open()
            #expect(try await second.shelfNames() == ["kept"])
            await second.close()
        }
    }

    @Test("a duplicate names its columns", arguments: DatabaseEngine.all)
    func duplicates(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            try await database.addShelf("a")
            let shelf = await #expect(throws: SQLError.self) { try await database.addShelf("a") }
            #expect(shelf?.isUniqueViolation(of: "name") == true)
            #expect(shelf?.isUniqueViolation(of: "stock") == false)
            let box: Query = "insert into boxes (shelf_id, label) values (1, 'Box')"
            try await database.execute(box)
            let twice = await #expect(throws: SQLError.self) { try await database.execute(box) }
            #expect(twice?.isUniqueViolation(of: "label") == true)
            let other = await #expect(throws: SQLError.self) {
                try await database.execute("insert into boxes (shelf_id, label) values (1, 'bOX')")
            }
            #expect(other?.isUniqueViolation(of: "label") == true)
            #expect(other?.isUniqueViolation(of: "shelf_id") == false)
        }
    }

    @Test("the other rules of a schema are told apart", arguments: DatabaseEngine.all)
    func violations(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let missing = await #expect(throws: SQLError.self) {
                try await database.execute("insert into boxes (shelf_id) values (99)")
            }
            #expect(missing?.isForeignKeyViolation == true)
            let negative = await #expect(throws: SQLError.self) { try await database.addShelf("a", stock: -1) }
            guard case .checkViolation = negative?.code else { Issue.record("\(negative as Any)"); return }
            let nothing: String? = nil
            let null = await #expect(throws: SQLError.self) {
                try await database.execute("insert into shelves (name) values (\(nothing))")
            }
            guard case .notNullViolation(let rule) = null?.code else { Issue.record("\(null as Any)"); return }
            #expect(rule.concerns("name"))
            let nonsense = await #expect(throws: SQLError.self) { try await database.query("select from where") }
            #expect(nonsense?.code == .invalidStatement)
        }
    }

    @Test("a read does not write, and one query is one statement", arguments: DatabaseEngine.all)
    func refusals(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let write = await #expect(throws: SQLError.self) {
                try await database.query("insert into shelves (name) values ('a')")
            }
            #expect(write?.code == .readOnly)
            await #expect(throws: SQLError.self) {
                try await database.execute("insert into shelves (name) values ('a'); delete from shelves")
            }
            #expect(try await database.shelfNames().isEmpty)
        }
    }

    @Test("a read that runs away is stopped, and the next one is served", arguments: DatabaseEngine.all)
    func runaway(engine: DatabaseEngine) async throws {
        try await engine.withDatabase { database async throws in
            let error = await #expect(throws: SQLError.self) {
                try await database.query(
                    """
                    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 1000000000)
                    select count(*) from numbers
                    """)
            }
            #expect(error?.code == .timeout)
            #expect(try await database.scalar("select 1", as: Int.self) == 1)
        }
    }

    @Test("a storm of writers and long reads stand each other", arguments: DatabaseEngine.all)
    func storm(engine: DatabaseEngine) async throws {
        try await engine.withDatabases(2, [CreateShelf()]) { databases in
            try await databases[0].addShelf("a")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<300 {
                    group.addTask {
                        try await databases[number % 2].execute("update shelves set stock = stock + 1")
                    }
                    group.addTask {
                        let stock = try await databases[number % 2].scalar("select stock from shelves", as: Int.self)
                        #expect(stock != nil)
                    }
                }
                for database in databases {
                    group.addTask {
                        let rows = try await database.slowQuery(
                            """
                            with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 300000)
                            select count(*) as count, min(stock), max(stock) from numbers, shelves
                            """)
                        #expect(try rows.first?.get("count") == 300_000)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await databases[1].scalar("select stock from shelves", as: Int.self) == 300)
        }
    }

    @Test("what was begun before closing ends well, what comes after is refused", arguments: DatabaseEngine.all)
    func closing(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            let outcomes = Lock<[SQLError.Code?]>([])
            let started = Tally()
            await withDiscardingTaskGroup { group in
                for number in 0..<32 {
                    group.addTask {
                        started.add()
                        do {
                            try await database.addShelf("\(number)")
                            outcomes.withLock { $0.append(nil) }
                        } catch {
                            outcomes.withLock { $0.append((error as? SQLError)?.code) }
                        }
                    }
                }
                group.addTask { await database.close() }
            }
            await database.close()
            #expect(outcomes.withLock { $0.allSatisfy { $0 == nil || $0 == .closed } && $0.count == 32 })
            let write = await #expect(throws: SQLError.self) { try await database.addShelf("late") }
            #expect(write?.code == .closed)
            let read = await #expect(throws: SQLError.self) { try await database.query("select 1") }
            #expect(read?.code == .closed)
        }
    }

    @Test("columns of a kept statement follow a change of the schema", arguments: DatabaseEngine.all)
    func changedSchema(engine: DatabaseEngine) async throws {
        try await engine.withDatabase([CreateShelf()]) { database async throws in
            try await database.addShelf("a")
            #expect(try await database.first("select * from shelves")?["colour"] == nil)
            try await Migrator().run([CreateShelf(), AddColour()], on: database)
            #expect(try await database.first("select * from shelves")?["colour"] == .null)
        }
    }
}
