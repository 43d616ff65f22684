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
            var seen: Set<String> = []
            for query in recorder.takeStatements() where Self.isPlanned(query) && seen.insert(query.text).inserted {
                planned.append(try await PlannedStatement(query, in: recorder))
            }
        }
        return planned
    }
}
