/// How the migrations that a database has had stand to those that its service has.
public struct MigrationStatus: Sendable, Hashable {
    /// Those that the database does not have yet.
    public let pending: [String]
    /// Those that the service does not know: a newer version has been here.
    public let unknown: [String]
    /// Those that were edited after they had been applied.
    public let changed: [String]
}

extension Migrator {
    /// Compares, and changes nothing.
    public func status(of migrations: Migrations, on connection: some SQLConnection) async throws -> MigrationStatus {
        var applied: [String: Int64] = [:]
        for row in try await Self.applied(on: connection) {
            applied[try row.get("name", as: String.self)] = try row.get("checksum", as: Int64.self)
        }
        let known = Set(migrations.map(\.name))
        return MigrationStatus(
            pending: migrations.map(\.name).filter { applied[$0] == nil },
            unknown: applied.keys.filter { !known.contains($0) }.sorted(),
            changed: migrations.filter { migration in
                applied[migration.name].map { $0 != migration.checksum(connection.dialect) } ?? false
            }.map(\.name))
    }

    private static func applied(on connection: some SQLConnection) async throws(SQLError) -> [Row] {
        do throws(SQLError) {
            return try await connection.query("select name, checksum from souk_migrations")
        } catch {
            // A database without the table has had none.
            guard error.code == .invalidStatement else { throw error }
            return []
        }
    }
}
