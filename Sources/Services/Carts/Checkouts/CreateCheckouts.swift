import SQL

struct CreateCheckouts: Migration {
    static let name = "002_create_checkouts"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            // It outlives its cart: what is under way has to come to an end also when the cart is removed.
            """
            create table checkouts (
                id \(dialect.uuid) primary key,
                cart_id \(dialect.uuid) not null,
                user_id \(dialect.uuid) not null,
                shipping_address \(dialect.text) not null,
                total_amount \(dialect.money) not null check (total_amount >= 0),
                state \(dialect.text) not null check (state in ('open', 'ordered', 'refused', 'abandoned')),
                order_id \(dialect.integer) unique,
                attempts \(dialect.integer) not null default 0,
                next_attempt_at \(dialect.timestamp),
                created_at \(dialect.timestamp) not null,
                settled_at \(dialect.timestamp),
                check ((state = 'ordered') = (order_id is not null))
            )
            """,
            // The same lines cannot be ordered twice: one checkout of a cart at a time.
            "create unique index checkouts_open on checkouts (cart_id) where state = 'open'",
            "create index checkouts_unfinished on checkouts (next_attempt_at) where next_attempt_at is not null",
            "create index checkouts_by_user on checkouts (user_id) where state = 'open'",
            """
            create table checkout_lines (
                checkout_id \(dialect.uuid) not null references checkouts (id) on delete cascade,
                product_id \(dialect.integer) not null,
                quantity \(dialect.integer) not null check (quantity > 0),
                price \(dialect.money) not null check (price >= 0),
                primary key (checkout_id, product_id)
            )
            """,
        ]
    }
}
