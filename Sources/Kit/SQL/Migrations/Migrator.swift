public import Values

/// Brings a database to the schema that its service expects.
///
/// Each migration is one transaction together with the row that records it, and that transaction looks for the row
/// first: processes that start at the same moment take turns and apply each migration once.
public struct Migrator: Sendable {
    private let clock: WallClock

    public init(clock: WallClock = .system) {
        self.clock = clock
    }

    /// Applies what is missing, in the given order.
    ///
    /// - Returns: the names of the migrations that were applied just now.
    /// - Throws: `SQLError.Code.changedMigration` if one was edited after it had been applied.
    @discardableResult
    public func run(_ migrations: Migrations, on database: any Database) async throws -> [String] {
        var applied: [String] = []
        try await database.transaction { transaction in
            try await Self.lock(transaction)
            try await transaction.execute(Self.table(transaction.dialect))
        }
        for migration in migrations where try await apply(migration, to: database) {
            applied.append(migration.name)
        }
        return applied
    }

    /// The names of the migrations that a database does not have yet.
    public func pending(_ migrations: Migrations, on database: any Database) async throws -> [String] {
        do {
            let applied = try await database.query("select name from souk_migrations") {
                try $0.get("name", as: String.self)
            }
            return migrations.map(\.name).filter { !applied.contains($0) }
        } catch let error as SQLError where error.code == .invalidStatement {
            return migrations.map(\.name)
        }
    }

    private func apply(_ migration: any Migration, to database: any Database) async throws -> Bool {
        let checksum = migration.checksum(database.dialect)
        let now = clock.now()
        return try await database.transaction { transaction in
            try await Self.lock(transaction)
            let known = try await transaction.scalar(
                "select checksum from souk_migrations where name = \(migration.name)", as: Int64.self)
            if let known {
                guard known == checksum else { throw SQLError(.changedMigration(migration.name)) }
                return false
            }
            for statement in migration.statements(transaction.dialect) {
                try await transaction.execute(statement)
            }
            try await transaction.execute(
                """
                insert into souk_migrations (name, checksum, applied_at)
                values (\(migration.name), \(checksum), \(now))
                """)
            return true
        }
    }

    private static func table(_ dialect: Dialect) -> Query {
        """
        create table if not exists souk_migrations (
            name \(dialect.text) primary key,
            checksum \(dialect.integer) not null,
            applied_at \(dialect.timestamp) not null
        )
        """
    }

    /// An engine with many writers needs a lock that is held to the end of the transaction.
    private static func lock(_ transaction: any Transaction) async throws(SQLError) {
        switch transaction.dialect.engine {
        case .sqlite: break
        case .postgresql:
            try await transaction.liftTimeLimit()
            // Whoever is at it may have a large table to change.
            try await transaction.execute("set local lock_timeout = 0")
            _ = try await transaction.query("select pg_advisory_xact_lock(7665323)")
            // Who waits for a table makes all others wait who want it.
            try await transaction.execute("set local lock_timeout = '30s'")
        }
    }
}
