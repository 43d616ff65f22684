public import SQL

/// One thing that has to hold before a service should be sent requests.
public struct ReadinessCheck: Sendable {
    /// What `/readyz` calls it.
    public let name: String
    /// Throws if it does not hold.
    public let check: @Sendable () async throws -> Void

    /// Makes a check.
    public init(_ name: String, check: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.check = check
    }

    /// Holds while the database answers.
    public static func database(_ database: any Database, named name: String = "database") -> ReadinessCheck {
        ReadinessCheck(name) { _ = try await database.query("select 1") }
    }
}
