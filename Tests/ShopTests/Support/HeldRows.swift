import SQL
import TestSupport

/// Rows of a PostgreSQL database that a transaction of the test holds, so that others come to wait for them.
struct HeldRows: Sendable {
    private let database: any Database

    /// Holds the rows that a query finds, in its order, while something is done beside them.
    static func hold<Result: Sendable>(
        _ rows: Query, in database: any Database, while work: (HeldRows) async throws -> Result
    ) async throws -> Result {
        try await database.execute("create table if not exists let_go (at bigint)")
        let held = Gate()
        @Sendable func holdRows() async throws {
            defer { held.open() }
            try await database.transaction { transaction in
                // Asked by itself: what is only locked may be sent later.
                _ = try await transaction.query("\(fragment: rows)\(transaction.dialect.forUpdate)")
                held.open()
                // It may wait for nothing but its own database.
                while try await transaction.first("select 1 from let_go") == nil {
                    _ = try await transaction.query("select cast(pg_sleep(0.001) as text)")
                }
            }
        }
        async let holder: Void = holdRows()
        await held.pass()
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await work(HeldRows(database: database))) } catch { result = .failure(error) }
        try await database.execute("insert into let_go (at) values (1)")
        try await holder
        try await database.execute("delete from let_go")
        return try result.get()
    }

    struct NotAwaited: Error, CustomStringConvertible {
        let waiting: Int
        let expected: Int

        var description: String {
            "\(waiting) of \(expected) transactions wait for others: the rest takes no lock, or ended before"
        }
    }

    /// Returns once so many transactions of this database wait for others.
    /// - Throws: `NotAwaited` if they never do.
    func areAwaited(by count: Int) async throws {
        let waiting: Query = """
            select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where not l.granted and a.datname = current_database()
            """
        var most = 0
        let areThere = try await eventually {
            let now = try await database.scalar(waiting, as: Int.self) ?? 0
            most = max(most, now)
            return now >= count
        }
        guard areThere else { throw NotAwaited(waiting: most, expected: count) }
    }

    /// Lets the first one come to wait for rows and the second one for the first.
    static func queue(
        for rows: Query, in database: any Database, _ first: @escaping @Sendable () async throws -> Void,
        _ second: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await hold(rows, in: database) { held in
                group.addTask { try await first() }
                try await held.areAwaited(by: 1)
                group.addTask { try await second() }
                try await held.areAwaited(by: 2)
            }
            try await group.waitForAll()
        }
    }

    /// Lets so many come to wait for rows, and answers what becomes of them once these are free.
    static func race<Value: Sendable>(
        for rows: Query, in database: any Database, _ count: Int,
        _ contender: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Swift.Result<Value, any Error>] {
        try await withThrowingTaskGroup(of: Swift.Result<Value, any Error>.self) { group in
            try await hold(rows, in: database) { held in
                for number in 0..<count {
                    group.addTask {
                        do { return .success(try await contender(number)) } catch { return .failure(error) }
                    }
                }
                try await held.areAwaited(by: count)
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
