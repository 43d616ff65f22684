import SQL

struct CreateProducts: Migration {
    static let name = "002_create_products"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table products (
                id \(dialect.identityPrimaryKey),
                sku \(dialect.text) not null,
                name \(dialect.text) not null,
                slug \(dialect.text) not null,
                description \(dialect.text) not null,
                price \(dialect.money) not null check (price > 0),
                category_id \(dialect.integer) not null references categories (id),
                seller_id \(dialect.uuid),
                is_active \(dialect.boolean) not null,
                barcode \(dialect.text),
                rating_total \(dialect.integer) not null default 0,
                review_count \(dialect.integer) not null default 0 check (review_count >= 0),
                rating_mean \(dialect.integer) not null default 0,
                rating_version \(dialect.integer) not null default 0,
                sales_count \(dialect.integer) not null default 0,
                images_added \(dialect.integer) not null default 0,
                search_name \(dialect.text) not null,
                search_description \(dialect.text) not null,
                search_beginnings \(dialect.text) not null,
                created_at \(dialect.timestamp) not null,
                updated_at \(dialect.timestamp) not null,
                version \(dialect.integer) not null default 1
            )
            """,
            "create unique index products_sku on products (sku)",
            "create unique index products_slug on products (slug)",
            // Each carries the order of a public list.
            "create index products_by_newest on products (id) where is_active",
            "create index products_by_price on products (price, id) where is_active",
            "create index products_by_rating on products (rating_mean, review_count, id) where is_active",
            "create index products_by_sales on products (sales_count, id) where is_active",
            "create index products_by_category on products (category_id, id)",
            "create index products_by_seller on products (seller_id, id)",
            """
            create table product_images (
                product_id \(dialect.integer) not null references products (id),
                number \(dialect.integer) not null,
                media_type \(dialect.text) not null,
                tag \(dialect.text) not null,
                size \(dialect.integer) not null,
                bytes \(dialect.blob) not null,
                primary key (product_id, number)
            )
            """,
        ]
    }
}
