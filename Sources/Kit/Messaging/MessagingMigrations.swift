public import SQL

/// The tables of outbox and inbox, for the migrations of every service that sends or consumes events.
public enum MessagingMigrations {
    public static let all: Migrations = [CreateOutbox(), CreateInbox()]
}

struct CreateOutbox: Migration {
    static let name = "messaging_001_create_outbox"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table souk_outbox (
                id \(dialect.identityPrimaryKey),
                event_id \(dialect.uuid) not null unique,
                type \(dialect.text) not null,
                source \(dialect.text) not null,
                occurred_at \(dialect.timestamp) not null,
                subject \(dialect.text) not null,
                data \(dialect.text) not null,
                traceparent \(dialect.text),
                status \(dialect.text) not null default 'pending' check (status in ('pending', 'sent', 'dead')),
                attempts \(dialect.integer) not null default 0,
                available_at \(dialect.timestamp) not null,
                claimed_by \(dialect.uuid),
                settled_at \(dialect.timestamp),
                last_error \(dialect.text)
            )
            """,
            "create index souk_outbox_pending on souk_outbox (available_at, id) where status = 'pending'",
            "create index souk_outbox_sent on souk_outbox (settled_at) where status = 'sent'",
            "create index souk_outbox_dead on souk_outbox (id) where status = 'dead'",
        ]
    }
}

struct CreateInbox: Migration {
    static let name = "messaging_002_create_inbox"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table souk_inbox (
                consumer \(dialect.text) not null,
                event_id \(dialect.uuid) not null,
                received_at \(dialect.timestamp) not null,
                primary key (consumer, event_id)
            )
            """,
            "create index souk_inbox_received_at on souk_inbox (received_at)",
        ]
    }
}
