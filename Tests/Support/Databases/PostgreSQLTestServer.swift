import EventLoops
import FoundationEssentials
import Glibc
import PostgreSQL
public import SQL

/// The server that `SOUK_TEST_POSTGRES_URL` names, on which each test has a database of its own.
///
/// Applying migrations takes longer than most tests. So each set of them is applied once, to a template, of which the
/// databases are copies. Their names hold the process's number; what a process that was killed has left goes first.
public final class PostgreSQLTestServer: Sendable {
    /// Whether the column under test is that of the servers.
    public static let isUnderTest = DatabaseEngine.standard.description == DatabaseEngine.postgresql.description

    struct Missing: Error, CustomStringConvertible {
        let description = "SOUK_TEST_POSTGRES_URL has to name a PostgreSQL server for tests"
    }

    static let shared = Result { try PostgreSQLTestServer() }

    private let url: String
    private let maintenance: PostgreSQLDatabase
    private let state = Lock(State())

    private struct State {
        var lastNumber = 0
        var templates: [String: Task<String, any Error>] = [:]
        /// Made and not yet removed.
        var names: Set<String> = []
    }

    private init() throws {
        guard let url = ProcessInfo.processInfo.environment["SOUK_TEST_POSTGRES_URL"] else { throw Missing() }
        self.url = url
        maintenance = try PostgreSQLDatabase(url: url, limits: Self.limits, logger: DatabaseEngine.logger)
        atexit { PostgreSQLTestServer.removeAll() }
    }

    /// Tests run side by side, each with connections: few for each, and patience.
    static var limits: PostgreSQLDatabase.Limits {
        var limits = PostgreSQLDatabase.Limits()
        limits.readConnections = 1
        limits.writeConnections = 6
        limits.patience = .seconds(30 * Patience.factor)
        return limits
    }

    /// Runs the body with the URL of a database of its own, for tests that open it their own way.
    public static func withDatabase<Result: Sendable>(
        _ migrations: Migrations = [], _ body: (_ url: String) async throws -> Result
    ) async throws -> Result {
        let server = try shared.get()
        let name = try await server.makeDatabase(migrations)
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(server.url(of: name))) } catch { result = .failure(error) }
        try await server.remove(name)
        return try result.get()
    }

    func makeLocation(_ migrations: Migrations) async throws -> DatabaseEngine.Location {
        let name = try await makeDatabase(migrations)
        let url = url(of: name)
        return DatabaseEngine.Location(
            isMigrated: true,
            open: { try PostgreSQLDatabase(url: url, limits: Self.limits, logger: DatabaseEngine.logger) },
            remove: { [self] in try await remove(name) })
    }

    private func makeDatabase(_ migrations: Migrations) async throws -> String {
        let template = try await template(of: migrations)
        let name = nextName()
        try await maintenance.execute(
            "create database \(unescaped: name) template \(unescaped: template) strategy file_copy")
        return name
    }

    /// The URL of another database on the same server.
    func url(of name: String) -> String {
        guard var components = URLComponents(string: url) else { return url }
        components.path = "/" + name
        return components.string ?? url
    }

    private func template(of migrations: Migrations) async throws -> String {
        let key = migrations.map { migration in
            "\(migration.name) \(migration.statements(.postgresql).map(\.text))"
        }.joined()
        let task = state.withLock { state in
            if let known = state.templates[key] { return known }
            let isFirst = state.templates.isEmpty
            let task = Task { [self] in
                if isFirst { try await removeLeftovers() }
                let name = nextName()
                try await maintenance.execute("create database \(unescaped: name)")
                let database = try PostgreSQLDatabase(
                    url: url(of: name), limits: Self.limits, logger: DatabaseEngine.logger)
                try await Migrator().run(migrations, on: database)
                await database.close()
                return name
            }
            state.templates[key] = task
            return task
        }
        return try await task.value
    }

    private func nextName() -> String {
        state.withLock { state in
            state.lastNumber += 1
            let name = "souk_test_\(getpid())_\(state.lastNumber)"
            state.names.insert(name)
            return name
        }
    }

    private func remove(_ name: String) async throws {
        try await maintenance.execute("drop database if exists \(unescaped: name) with (force)")
        state.withLock { _ = $0.names.remove(name) }
    }

    private func removeLeftovers() async throws {
        let names = try await maintenance.query("select datname from pg_database where datname like 'souk\\_test\\_%'")
        {
            try $0.get(at: 0, as: String.self)
        }
        for name in names {
            // Of a process that is there no more.
            guard let process = name.split(separator: "_").dropFirst(2).first.flatMap({ pid_t($0) }),
                kill(process, 0) != 0
            else { continue }
            try await remove(name)
        }
    }

    /// At the end of the process, whose loops still run.
    private static func removeAll() {
        guard let server = try? shared.get() else { return }
        let isDone = Lock(false)
        Task {
            for name in server.state.withLock({ $0.names }) { try? await server.remove(name) }
            isDone.withLock { $0 = true }
        }
        for _ in 0..<1000 where !isDone.withLock({ $0 }) { usleep(10_000) }
    }
}
