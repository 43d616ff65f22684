import SQL
import Testing

@testable import SQLite

@Suite("What a connection keeps of its statements")
struct StatementCacheTests {
    private func opened() throws -> SQLiteConnection {
        try SQLiteConnection(path: ":memory:", role: .writer, instructionLimit: .max, statementLimit: 256)
    }

    /// A statement with so many placeholders that its text is too long to be kept, and another one for each number.
    private func longQuery(_ number: Int) -> Query {
        "select count(*) from (select 1 as one) where one in \(list: Array(1...(StatementCache.longestText / 3 + number)))"
    }

    @Test("a hundred statements of long texts do their work, and none of them is kept")
    func longTexts() throws {
        let connection = try opened()
        let before = connection.keptStatements
        for number in 1...100 {
            let query = longQuery(number)
            #expect(query.text.utf8.count > StatementCache.longestText)
            let found = try connection.run(query).rows.first?.get(at: 0, as: Int.self)
            #expect(found == 1)
        }
        #expect(connection.keptStatements == before)
    }

    @Test("short statements are kept, each once, also between long ones")
    func shortTexts() throws {
        let connection = try opened()
        let before = connection.keptStatements
        for number in 1...3 {
            for short in ["select 1", "select 2", "select 3"] as [Query] { try connection.run(short) }
            try connection.run(longQuery(number))
        }
        #expect(connection.keptStatements == before + 3)
    }
}
