/// What always holds in a database, whatever has happened to the process; and the query that finds where it does not.
public struct Invariant: Sendable {
    /// What holds, as a sentence.
    public let name: String
    private let violations: Query

    /// Declares an invariant.
    /// - Parameter violations: each row is one violation, and its first column says in words which.
    public init(_ name: String, violations: Query) {
        self.name = name
        self.violations = violations
    }

    /// Every violation in words; empty when all is well.
    ///
    /// Each query sees the database at one moment, but not all of them the same.
    public static func violations(of invariants: [Invariant], in database: any Database) async throws -> [String] {
        var found: [String] = []
        for invariant in invariants {
            found += try await database.slowQuery(invariant.violations) { row in
                "\(invariant.name): \(try row.get(at: 0, as: String.self))"
            }
        }
        return found
    }
}
