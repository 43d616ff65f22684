import SQL
import TestSupport

/// A statement with the way in which the engine answers it.
struct PlannedStatement: Sendable, CustomStringConvertible {
    let text: String
    let steps: [PlanStep]
    let tables: Set<String>
    let engine: Dialect.Engine

    init(text: String, steps: [PlanStep], tables: Set<String>, of engine: Dialect.Engine = .sqlite) {
        self.text = text
        self.steps = steps
        self.tables = tables
        self.engine = engine
    }

    init(_ query: Query, in database: RecordingDatabase) async throws {
        let engine = database.dialect.engine
        var steps = try await database.plan(of: query)
        if engine == .postgresql { steps = try await Self.best(steps, of: query, in: database) }
        self.init(text: query.text, steps: steps, tables: try await database.tables(), of: engine)
    }

    /// The tables of a test are small, and so are their indexes: PostgreSQL goes through one of them where the right one
    /// hardly seems worth while. So it is taken away, to see whether there is a way that goes through none.
    private static func best(
        _ first: [PlanStep], of query: Query, in database: RecordingDatabase
    ) async throws -> [PlanStep] {
        var steps = first
        for collects in [true, false] {
            if !collects { steps = try await database.plan(of: query, collects: false) }
            var without: [String] = []
            while let index = PostgreSQLScans.indexes(in: steps).first(where: { !without.contains($0) }) {
                without.append(index)
                steps = try await database.plan(of: query, without: without, collects: collects)
            }
            if PostgreSQLScans.tables(in: steps).isEmpty { break }
        }
        return steps
    }

    /// Tables that are read from one end to the other, without an index or along one with no end in sight: with no limit
    /// in the very part of the statement that reads it. The index of dead letters holds no others. What a name in the
    /// plan stands for has to be known: one that is not is among them, with a question mark.
    var scannedTables: [String] {
        switch engine {
        case .sqlite: tablesScannedBySQLite
        case .postgresql: PostgreSQLScans.tables(in: steps)
        }
    }

    private var tablesScannedBySQLite: [String] {
        let names = StatementNames(of: text, tables: tables)
        return steps.flatMap { step -> [String] in
            guard let name = Self.scannedName(step.detail) else { return [] }
            let isBounded = names.isLimited(name, inSubquery: Self.isInSubquery(step))
            if step.detail.contains(" INDEX "), isBounded || step.detail.hasSuffix("_dead") { return [] }
            switch names.meaning(of: name) {
            case .tables(let found): return found.sorted()
            case .ownResult: return []
            case .unknown: return ["?\(name)"]
            }
        }
    }

    /// What a step goes through from one end to the other; nil if it does not, or goes through values that were sent or
    /// a virtual table, which is its own index.
    private static func scannedName(_ step: String) -> String? {
        let words = step.split(separator: " ")
        guard words.first == "SCAN", words.count >= 2, !step.contains("VIRTUAL TABLE INDEX"),
            words[1] != "CONSTANT", words.dropFirst(2).first != "CONSTANT"
        else { return nil }
        return String(words[1])
    }

    /// Whether it belongs to a query within the query; parts of a union are none.
    private static func isInSubquery(_ step: PlanStep) -> Bool {
        step.outer.contains { outer in
            ["LIST SUBQUERY", "SCALAR SUBQUERY", "CORRELATED", "CO-ROUTINE", "MATERIALIZE"].contains {
                outer.hasPrefix($0)
            }
        }
    }

    var description: String { "\(text)\n    " + steps.map(\.description).joined(separator: "\n    ") }
}
