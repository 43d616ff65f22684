import SQL

/// Sessions, each a family of refresh tokens of which at most one is live.
struct CreateSessions: Migration {
    static let name = "002_create_sessions"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table sessions (
                id \(dialect.identityPrimaryKey),
                user_id \(dialect.uuid) not null references users (id),
                user_agent \(dialect.text) not null,
                address \(dialect.text) not null,
                created_at \(dialect.timestamp) not null,
                last_used_at \(dialect.timestamp) not null,
                expires_at \(dialect.timestamp) not null,
                revoked_at \(dialect.timestamp)
            )
            """,
            "create index sessions_live_by_user on sessions (user_id, created_at, id) where revoked_at is null",
            "create index sessions_by_expiry on sessions (expires_at)",
            """
            create table refresh_tokens (
                hash \(dialect.blob) primary key,
                session_id \(dialect.integer) not null references sessions (id),
                issued_at \(dialect.timestamp) not null,
                expires_at \(dialect.timestamp) not null,
                spent_at \(dialect.timestamp)
            )
            """,
            "create unique index refresh_tokens_live on refresh_tokens (session_id) where spent_at is null",
            "create index refresh_tokens_by_session on refresh_tokens (session_id)",
        ]
    }
}
