import SQL

/// The tokens that travel in mails, and the mails that have to be asked for.
struct CreateSecrets: Migration {
    static let name = "003_create_secrets"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table one_time_tokens (
                hash \(dialect.blob) primary key,
                user_id \(dialect.uuid) not null references users (id),
                purpose \(dialect.text) not null check (purpose in ('email_verification', 'password_reset')),
                issued_at \(dialect.timestamp) not null,
                expires_at \(dialect.timestamp) not null
            )
            """,
            "create index one_time_tokens_by_user on one_time_tokens (user_id, purpose)",
            "create index one_time_tokens_by_expiry on one_time_tokens (expires_at)",
            """
            create table mail_requests (
                id \(dialect.uuid) primary key,
                kind \(dialect.text) not null check (kind in ('email_verification', 'password_reset')),
                user_id \(dialect.uuid) not null references users (id),
                sealed_token \(dialect.blob) not null,
                expires_at \(dialect.timestamp) not null,
                attempts \(dialect.integer) not null,
                next_attempt_at \(dialect.timestamp) not null
            )
            """,
            "create index mail_requests_due on mail_requests (next_attempt_at, id)",
            "create index mail_requests_by_user on mail_requests (user_id)",
            // Whoever asks leaves a row here, known or not, so that the answer takes the same time.
            """
            create table reset_requests (
                id \(dialect.uuid) primary key,
                login_name \(dialect.text) not null,
                requested_at \(dialect.timestamp) not null
            )
            """,
        ]
    }
}
