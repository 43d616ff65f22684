import EventLoops
import SQL
import TestSupport

/// The databases of a shop, and what is asked of them.
final class QueryLedger: Sendable {
    private let databases = Lock<[RecordingDatabase]>([])

    /// Opens a bazaar whose databases are all listened to.
    static func withBazaar(_ story: (Bazaar, QueryLedger) async throws -> Void) async throws {
        let ledger = QueryLedger()
        try await ShopTests.withBazaar(
            listening: { database in
                let recorder = RecordingDatabase(database)
                ledger.databases.withLock { $0.append(recorder) }
                return recorder
            },
            { bazaar in
                // How it was set up is not of interest.
                for recorder in ledger.databases.withLock(\.self) { _ = recorder.takeStatements() }
                try await story(bazaar, ledger)
            })
    }

    /// What the databases were asked while something happened.
    func statements(during work: () async throws -> Void) async throws -> [Query] {
        let recorders = databases.withLock(\.self)
        for recorder in recorders { _ = recorder.takeStatements() }
        try await work()
        return recorders.flatMap { $0.takeStatements() }
    }

    /// Migrations are not: they change what plans are made of.
    private static func isPlanned(_ query: Query) -> Bool {
        ["select", "insert", "update", "delete", "with"].contains { query.text.hasPrefix($0) }
    }

    /// Everything that was asked since the last time, each statement once, with the plans of the engine.
    func takePlans() async throws -> [PlannedStatement] {
        var planned: [PlannedStatement] = []
        for recorder in databases.withLock(\.self) {
            let tables = try await recorder.tables()
            var seen: Set<String> = []
            for query in recorder.takeStatements() where Self.isPlanned(query) && seen.insert(query.text).inserted {
                planned.append(
                    PlannedStatement(text: query.text, steps: try await recorder.plan(of: query), tables: tables))
            }
        }
        return planned
    }
}

/// A statement with the way in which the engine answers it.
struct PlannedStatement: Sendable, CustomStringConvertible {
    let text: String
    let steps: [String]
    let tables: Set<String>

    /// Tables that are read from one end to the other, without an index or along one with no end in sight. The index of
    /// dead letters holds no others.
    var scannedTables: [String] {
        let isBounded = text.contains(" limit ") || text.contains("\nlimit ")
        return steps.compactMap { step in
            let words = step.split(separator: " ").map(String.init)
            guard words.first == "SCAN", words.count >= 2, !step.contains("VIRTUAL TABLE INDEX"),
                let table = table(named: words[1])
            else { return nil }
            return step.contains(" INDEX ") && (isBounded || step.hasSuffix("_dead")) ? nil : table
        }
    }

    /// The table that a name in a plan stands for; nil for what the query has made itself.
    private func table(named name: String) -> String? {
        if tables.contains(name) { return name }
        // An alias stands behind its table.
        return tables.first { table in
            text.contains(" \(table) \(name) ") || text.contains(" \(table) \(name)\n")
                || text.hasSuffix(" \(table) \(name)")
                || text.contains(" \(table) as \(name)") || text.contains(" \(table) \(name))")
        }
    }

    var description: String { "\(text)\n    " + steps.joined(separator: "\n    ") }
}
