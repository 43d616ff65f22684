import SQL

/// Whether a product can be bought now stands beside it, and every order of the public lists has an index for the whole
/// shop, for a category and for a seller. Behind the order each holds what lists are filtered by, so that products which
/// are passed over are not looked at.
struct IndexProductOrders: Migration {
    static let name = "006_index_product_orders"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            "alter table products add column in_stock \(dialect.boolean) not null default false",
            """
            update products
            set in_stock = (select s.on_hand > s.reserved from stock s where s.product_id = products.id)
            where exists (select 1 from stock s where s.product_id = products.id)
            """,
        ] + Self.triggers(dialect.engine) + [
            "drop index products_by_newest",
            "drop index products_by_price",
            "drop index products_by_rating",
            "drop index products_by_sales",
            "drop index products_by_category",
            "drop index products_by_seller",
            "create index products_by_newest on products (id, price, in_stock) where is_active",
            "create index products_by_price on products (price, id, in_stock) where is_active",
            """
            create index products_by_rating on products (rating_mean, review_count, id, price, in_stock) where is_active
            """,
            "create index products_by_sales on products (sales_count, id, price, in_stock) where is_active",
            "create index products_sold_out on products (in_stock, id, price) where is_active and in_stock = false",
            // Disabled products as well: a category in use may not be deleted, and sellers see all of their own.
            "create index category_by_newest on products (category_id, id, is_active, price, in_stock)",
            "create index category_by_price on products (category_id, price, id, is_active, in_stock)",
            """
            create index category_by_rating
            on products (category_id, rating_mean, review_count, id, is_active, price, in_stock)
            """,
            "create index category_by_sales on products (category_id, sales_count, id, is_active, price, in_stock)",
            "create index seller_by_newest on products (seller_id, id, is_active, category_id, price, in_stock)",
            "create index seller_by_price on products (seller_id, price, id, is_active, category_id, in_stock)",
            """
            create index seller_by_rating
            on products (seller_id, rating_mean, review_count, id, is_active, category_id, price, in_stock)
            """,
            """
            create index seller_by_sales
            on products (seller_id, sales_count, id, is_active, category_id, price, in_stock)
            """,
        ]
    }

    /// The stock itself knows best when the last piece goes.
    private static func triggers(_ engine: Dialect.Engine) -> [Query] {
        switch engine {
        case .sqlite:
            [
                """
                create trigger stock_begins after insert on stock begin
                    update products set in_stock = (new.on_hand > new.reserved)
                    where id = new.product_id and in_stock <> (new.on_hand > new.reserved);
                end
                """,
                """
                create trigger stock_turns after update of on_hand, reserved on stock
                when (old.on_hand > old.reserved) <> (new.on_hand > new.reserved) begin
                    update products set in_stock = (new.on_hand > new.reserved) where id = new.product_id;
                end
                """,
            ]
        case .postgresql:
            [
                """
                create function tell_product_of_stock() returns trigger language plpgsql as
                'begin
                    update products set in_stock = (new.on_hand > new.reserved)
                    where id = new.product_id and in_stock <> (new.on_hand > new.reserved);
                    return null;
                end'
                """,
                """
                create trigger stock_begins after insert on stock
                for each row execute function tell_product_of_stock()
                """,
                """
                create trigger stock_turns after update of on_hand, reserved on stock
                for each row when ((old.on_hand > old.reserved) <> (new.on_hand > new.reserved))
                execute function tell_product_of_stock()
                """,
            ]
        }
    }
}
