import SQL

struct CreateCarts: Migration {
    static let name = "001_create_carts"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            // A cart belongs to a user or to whoever holds the token, never to both and never to nobody.
            """
            create table carts (
                id \(dialect.uuid) primary key,
                user_id \(dialect.uuid) unique,
                token_hash \(dialect.blob) unique,
                created_at \(dialect.timestamp) not null,
                updated_at \(dialect.timestamp) not null,
                expires_at \(dialect.timestamp),
                check ((user_id is null) <> (token_hash is null)),
                check ((token_hash is null) = (expires_at is null))
            )
            """,
            "create index carts_by_expiry on carts (expires_at) where expires_at is not null",
            """
            create table cart_items (
                cart_id \(dialect.uuid) not null references carts (id) on delete cascade,
                product_id \(dialect.integer) not null,
                quantity \(dialect.integer) not null check (quantity > 0),
                added_at \(dialect.timestamp) not null,
                primary key (cart_id, product_id)
            )
            """,
        ]
    }
}
