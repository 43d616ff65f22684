import SQL

struct CreateStock: Migration {
    static let name = "004_create_stock"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            // The shop's first invariant stands in its schema: nothing is promised that is not there.
            """
            create table stock (
                product_id \(dialect.integer) primary key references products (id),
                on_hand \(dialect.integer) not null,
                reserved \(dialect.integer) not null default 0,
                counted_by_units \(dialect.boolean) not null default false,
                check (reserved >= 0 and reserved <= on_hand)
            )
            """,
            """
            create table stock_units (
                id \(dialect.identityPrimaryKey),
                product_id \(dialect.integer) not null references products (id),
                place \(dialect.text) not null,
                state \(dialect.text) not null check (state in ('available', 'assigned', 'sold')),
                order_id \(dialect.integer),
                check ((state = 'available') = (order_id is null))
            )
            """,
            "create index stock_units_by_product on stock_units (product_id, id)",
            "create index stock_units_by_order on stock_units (order_id, id) where order_id is not null",
        ]
    }
}
