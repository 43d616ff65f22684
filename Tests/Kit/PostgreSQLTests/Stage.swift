import EventLoops
import Observability
import PostgreSQL
import SQL
import TestSupport
import Testing

/// A schema for the tests of the driver.
struct CreateShelves: Migration {
    static let name = "001_create_shelves"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table shelves (
                id bigint primary key, name text not null unique, stock bigint not null default 0 check (stock >= 0)
            )
            """,
            """
            create table boxes (
                id bigint primary key, shelf_id bigint references shelves (id) deferrable initially deferred
            )
            """,
            "insert into shelves (id, name, stock) values (1, 'one', 10), (2, 'two', 10)",
        ]
    }
}

/// A database of a test on fresh loops, opened with limits of the test's own.
struct Stage {
    let url: String
    let database: PostgreSQLDatabase
    let log: CapturingLogHandler
    let metrics: MetricsRegistry

    /// Runs the body on the first of two loops.
    static func with(
        _ change: (inout PostgreSQLDatabase.Limits) -> Void = { _ in }, loops: Int = 1,
        _ body: (Stage) async throws -> Void
    ) async throws {
        var limits = PostgreSQLDatabase.Limits()
        limits.patience = .seconds(20 * Patience.factor)
        change(&limits)
        let settled = limits
        try await PostgreSQLTestServer.withDatabase([CreateShelves()]) { url async throws in
            try await withEventLoops(loops) { _ in
                let stage = try Stage(url: url, limits: settled)
                let result: Result<Void, any Error>
                do { result = .success(try await body(stage)) } catch { result = .failure(error) }
                await stage.database.close()
                try result.get()
            }
        }
    }

    init(url: String, limits: PostgreSQLDatabase.Limits) throws {
        log = CapturingLogHandler()
        metrics = MetricsRegistry()
        self.url = url
        database = try PostgreSQLDatabase(
            url: url, limits: limits, logger: Logger(label: "test", handlers: [log]), metrics: metrics)
    }

    /// Another instance, as another process has one.
    func withNeighbour(_ body: (PostgreSQLDatabase) async throws -> Void) async throws {
        let neighbour = try PostgreSQLDatabase(
            url: url, logger: Logger(label: "test", level: .critical, handlers: []), metrics: MetricsRegistry())
        let result: Result<Void, any Error>
        do { result = .success(try await body(neighbour)) } catch { result = .failure(error) }
        await neighbour.close()
        try result.get()
    }

    /// What the metrics say of the pool's connections of a kind.
    func shown(_ name: String, of lane: String, _ labels: String = "") -> String? {
        String(decoding: metrics.prometheusText(), as: UTF8.self).split(separator: "\n")
            .first {
                $0.hasPrefix("db_client_connection_\(name){") && $0.contains(".\(lane)\"") && $0.contains(labels)
            }
            .flatMap { $0.split(separator: " ").last.map(String.init) }
    }

    func stock(_ id: Int) async throws -> Int? {
        try await database.scalar("select stock from shelves where id = \(id)")
    }
}

extension SQLConnection {
    /// Waits at the server, in a statement.
    func sleep(_ seconds: Double) async throws(SQLError) {
        _ = try await query("select pg_sleep(\(seconds))")
    }

    /// Waits within a transaction until so many have come this far.
    func meet(_ count: Int, at place: Tally) async throws(SQLError) {
        place.add()
        while place.value < count { try await sleep(0.01) }
    }
}
