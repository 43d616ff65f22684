public import SQL

/// The table of idempotency keys; each service that takes keys has it in its own database.
public struct CreateIdempotencyKeys: Migration {
    public static let name = "000_create_idempotency_keys"

    public init() {}

    public func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table idempotency_keys (
                id \(dialect.blob) primary key,
                fingerprint \(dialect.blob) not null,
                reference \(dialect.text),
                attempt \(dialect.integer) not null,
                leased_until \(dialect.timestamp),
                outcome \(dialect.blob),
                expires_at \(dialect.timestamp) not null
            )
            """,
            "create index idempotency_keys_by_expiry on idempotency_keys (expires_at)",
            "create index idempotency_keys_by_reference on idempotency_keys (reference) where outcome is null",
        ]
    }
}
