import SQL

struct CreateOrders: Migration {
    static let name = "001_create_orders"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table orders (
                id \(dialect.identityPrimaryKey),
                user_id \(dialect.uuid) not null,
                checkout_id \(dialect.uuid) unique,
                status \(dialect.text) not null check (status in (
                    'pending', 'confirmed', 'packed', 'shipped', 'delivered', 'rejected', 'failed', 'cancelled')),
                total_amount \(dialect.money) not null check (total_amount >= 0),
                currency \(dialect.text) not null,
                shipping_address \(dialect.text) not null,
                duty \(dialect.text) check (duty in ('release', 'fulfil')),
                attempts \(dialect.integer) not null default 0,
                next_attempt_at \(dialect.timestamp),
                created_at \(dialect.timestamp) not null,
                updated_at \(dialect.timestamp) not null,
                deleted_at \(dialect.timestamp),
                version \(dialect.integer) not null default 1
            )
            """,
            "create index orders_by_user on orders (user_id, id) where deleted_at is null",
            "create index orders_by_user_and_status on orders (user_id, status, id) where deleted_at is null",
            "create index orders_by_status on orders (status, id) where deleted_at is null",
            "create index orders_visible on orders (id) where deleted_at is null",
            "create index orders_deleted on orders (id) where deleted_at is not null",
            "create index orders_unfinished on orders (next_attempt_at) where next_attempt_at is not null",
            """
            create table order_lines (
                id \(dialect.identityPrimaryKey),
                order_id \(dialect.integer) not null references orders (id) on delete cascade,
                product_id \(dialect.integer) not null,
                quantity \(dialect.integer) not null check (quantity > 0),
                wanted_price \(dialect.money),
                product_name \(dialect.text) not null default '',
                price \(dialect.money) not null default 0 check (price >= 0),
                seller_id \(dialect.uuid),
                unique (order_id, product_id)
            )
            """,
            "create index order_lines_by_seller on order_lines (seller_id, order_id) where seller_id is not null",
            """
            create table order_history (
                order_id \(dialect.integer) not null references orders (id) on delete cascade,
                position \(dialect.integer) not null,
                status \(dialect.text) not null,
                at \(dialect.timestamp) not null,
                reason \(dialect.text),
                actor \(dialect.uuid),
                primary key (order_id, position)
            )
            """,
        ]
    }
}
