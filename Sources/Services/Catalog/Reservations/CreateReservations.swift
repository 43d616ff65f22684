import SQL

struct CreateReservations: Migration {
    static let name = "005_create_reservations"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table reservations (
                order_id \(dialect.integer) primary key,
                state \(dialect.text) not null check (state in ('held', 'packed', 'fulfilled', 'released')),
                created_at \(dialect.timestamp) not null,
                updated_at \(dialect.timestamp) not null
            )
            """,
            // Names and prices are those of the moment of the reservation: what was promised is kept.
            """
            create table reservation_lines (
                order_id \(dialect.integer) not null references reservations (order_id),
                position \(dialect.integer) not null,
                product_id \(dialect.integer) not null references products (id),
                quantity \(dialect.integer) not null check (quantity > 0),
                price \(dialect.money) not null,
                product_name \(dialect.text) not null,
                seller_id \(dialect.uuid),
                primary key (order_id, position),
                unique (order_id, product_id)
            )
            """,
            "create index reservation_lines_by_product on reservation_lines (product_id, order_id)",
        ]
    }
}
