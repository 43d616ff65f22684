import SQL

struct CreateEmails: Migration {
    static let name = "001_create_emails"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table emails (
                id \(dialect.identityPrimaryKey),
                request_id \(dialect.uuid) not null unique,
                kind \(dialect.text) not null,
                user_id \(dialect.uuid),
                recipient \(dialect.text),
                subject \(dialect.text) not null,
                body \(dialect.text) not null,
                sealed_body \(dialect.blob),
                state \(dialect.text) not null check (state in ('queued', 'sent', 'failed')),
                attempts \(dialect.integer) not null default 0,
                next_attempt_at \(dialect.timestamp),
                last_error \(dialect.text),
                created_at \(dialect.timestamp) not null,
                sent_at \(dialect.timestamp),
                check ((state = 'queued') = (next_attempt_at is not null))
            )
            """,
            "create index emails_newest on emails (created_at, id)",
            "create index emails_by_state on emails (state, created_at, id)",
            "create index emails_by_kind on emails (kind, created_at, id)",
            "create index emails_due on emails (next_attempt_at) where next_attempt_at is not null",
            "create index emails_by_user on emails (user_id) where user_id is not null",
            "create index emails_by_recipient on emails (recipient) where recipient is not null",
        ]
    }
}
