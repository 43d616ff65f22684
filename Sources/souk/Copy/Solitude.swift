import EventLoops
import SQL

/// Whether a session has its database to itself.
///
/// A file is guarded by the lock of its folder. On a server nobody can tell who will come: those who are there are seen,
/// and those who come are kept out by locks, or by the mark of a copy.
enum Solitude {
    struct Disturbed: Error, CustomStringConvertible {
        let service: String
        let others: [String]

        var description: String {
            "somebody else is connected to the database of \(service) (\(others.joined(separator: "; "))): stop the shop "
                + "first, and whatever else uses it"
        }
    }

    /// A process that has just ended is seen a moment longer.
    private static let patience = Duration.seconds(3)

    /// - Throws: ``Disturbed`` if another session of this role, or of Souk, is connected to the same database.
    static func require(for session: some SQLConnection, of service: String) async throws {
        guard session.dialect.engine == .postgresql else { return }
        let end = ContinuousClock.now + patience
        while true {
            let others = try await others(session)
            guard !others.isEmpty else { return }
            guard ContinuousClock.now < end else { throw Disturbed(service: service, others: others) }
            try await Sleep.for(.milliseconds(200))
        }
    }

    private static func others(_ session: some SQLConnection) async throws -> [String] {
        try await session.query(
            """
            select pid, coalesce(nullif(application_name, ''), 'unnamed') as name,
                coalesce(host(client_addr), case when backend_type is null then 'somewhere' else 'this machine' end)
                    as address
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
                -- Of sessions of other roles only this is hidden from a role without privileges, not that they are there.
                and coalesce(backend_type, 'client backend') = 'client backend'
                and (usename = current_user or application_name like 'souk%')
            order by pid limit 5
            """
        ) { row in
            "\(try row.get("name", as: String.self)), process \(try row.get("pid", as: Int.self)), from "
                + "\(try row.get("address", as: String.self))"
        }
    }
}
