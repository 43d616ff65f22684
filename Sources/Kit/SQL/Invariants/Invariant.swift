/// What always holds in a database, whatever has happened to the process; and the query that finds where it does not.
public struct Invariant: Sendable {
    /// What holds, as a sentence.
    public let name: String
    private let violations: Query

    /// Declares an invariant.
    /// - Parameter violations: each row is one violation. Its first column says of what; a second one, if there is one,
    ///   goes on with what is wrong at this moment, such as numbers that change while the shop is open.
    public init(_ name: String, violations: Query) {
        self.name = name
        self.violations = violations
    }

    /// Every violation; empty when all is well.
    ///
    /// Each query sees the database at one moment, but not all of them the same.
    public static func violations(of invariants: [Invariant], in database: any Database) async throws -> [Violation] {
        var found: [Violation] = []
        for invariant in invariants {
            found += try await database.slowQuery(invariant.violations) { row in
                let subject = try "\(invariant.name): \(row.get(at: 0, as: String.self))"
                let detail = row.columns.names.count > 1 ? try row.get(at: 1, as: String.self) : ""
                return Violation(of: subject, subject + detail)
            }
        }
        return found
    }
}
