import EventLoops
import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite("Rows that PostgreSQL's answers are lent of", .enabled(if: PostgreSQLTestServer.isUnderTest))
struct LentRowsTests {
    /// Runs the body on a loop that has a connection for reads.
    private func withConnected(_ body: (PostgreSQLDatabase) async throws -> Void) async throws {
        try await PostgreSQLTestServer.withDatabase { url in
            try await withEventLoops { _ in
                let database = try PostgreSQLDatabase(url: url)
                #expect(try database.readAtHand("select 1") { _ throws(SQLError) in 1 }.isImpossible)
                _ = try await database.query("select 1")
                try await body(database)
                await database.close()
            }
        }
    }

    /// What is read without a task; nil where it takes one.
    private func read<Value: Sendable>(
        _ database: PostgreSQLDatabase, _ query: Query,
        _ make: @escaping (borrowing LiveRows) throws(SQLError) -> Value
    ) async throws -> Value? {
        guard case .promised(let promise) = try database.readAtHand(query, make) else { return nil }
        return await withUnsafeContinuation { continuation in
            promise.whenEnded { continuation.resume(returning: $0) }
        }
    }

    @Test("they are read where they lie, whatever type of the server a column has")
    func types() async throws {
        try await withConnected { database in
            let query: Query = """
                select 'ü', cast('0190163D-8694-739B-AEA5-966C26F8AD90' as uuid), cast(7 as smallint), cast(8 as int),
                    cast(9 as bigint), true, cast(10 as numeric), null from generate_series(1, 2)
                """
            let seen = try await read(database, query) { rows throws(SQLError) in
                var seen: [String] = []
                try rows.visit { row throws(SQLError) in
                    for column in 0...1 {
                        seen.append(
                            try row.withText(at: column) { text throws(SQLError) in
                                String(decoding: text, as: UTF8.self)
                            })
                    }
                    for column in 2...6 { seen.append("\(try row.integer(at: column))") }
                    seen.append("\(try row.boolean(at: 5)) \(row.isNull(at: 7)) \(row.isNull(at: 0))")
                }
                return seen
            }
            let row = ["ü", "0190163d-8694-739b-aea5-966c26f8ad90", "7", "8", "9", "1", "10", "true true false"]
            #expect(seen == row + row)
        }
    }

    @Test("what cannot be read, or fails, takes a task; its neighbours are answered")
    func failures() async throws {
        try await withConnected { database in
            async let good = read(database, "select 1") { rows throws(SQLError) in
                var sum: Int64 = 0
                try rows.visit { row throws(SQLError) in sum += try row.integer(at: 0) }
                return sum
            }
            let unreadable = try await read(database, "select 'a'") { rows throws(SQLError) in
                try rows.visit { row throws(SQLError) in _ = try row.integer(at: 0) }
                return true
            }
            let failed = try await read(database, "select 1 / 0") { _ throws(SQLError) in true }
            #expect(unreadable == nil && failed == nil)
            #expect(try await good == 1)
        }
    }

    @Test(
        "a read that is asked for when the pool has had its turn in a round of the loop does not wait for the next call"
    )
    func late() async throws {
        try await withConnected { database in
            // The pool looks after itself often at first, and then for ten seconds not at all.
            try await EventLoop.current?.sleep(for: .milliseconds(500))
            let start = ContinuousClock.now
            let answer = await withUnsafeContinuation { (continuation: UnsafeContinuation<Bool?, Never>) in
                var hook: BeforeSleepHook?
                hook = EventLoop.current?.onBeforeSleep {
                    hook?.remove()
                    guard
                        case .promised(let promise)? = try? database.readAtHand(
                            "select 1", { _ throws(SQLError) in true })
                    else {
                        continuation.resume(returning: nil)
                        return false
                    }
                    promise.whenEnded { continuation.resume(returning: $0) }
                    return false
                }
            }
            #expect(answer == true)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }
}
