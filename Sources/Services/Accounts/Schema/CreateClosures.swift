import SQL

/// Accounts that are closed, and whose personal data has still to go.
struct CreateClosures: Migration {
    static let name = "004_create_closures"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table closures (
                user_id \(dialect.uuid) primary key references users (id),
                requested_at \(dialect.timestamp) not null,
                attempts \(dialect.integer) not null,
                next_attempt_at \(dialect.timestamp) not null
            )
            """,
            "create index closures_due on closures (next_attempt_at, user_id)",
        ]
    }
}
