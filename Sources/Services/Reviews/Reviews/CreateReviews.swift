import SQL

struct CreateReviews: Migration {
    static let name = "001_create_reviews"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table reviews (
                id \(dialect.uuid) primary key,
                product_id \(dialect.integer) not null,
                user_id \(dialect.uuid) not null,
                rating \(dialect.integer) not null check (rating between 1 and 5),
                comment \(dialect.text) not null,
                created_at \(dialect.timestamp) not null,
                updated_at \(dialect.timestamp) not null,
                version \(dialect.integer) not null default 1
            )
            """,
            "create unique index reviews_product_id_user_id on reviews (product_id, user_id)",
            // Carries the order of the public list.
            "create index reviews_by_product on reviews (product_id, created_at, id)",
            """
            create table product_ratings (
                product_id \(dialect.integer) primary key,
                review_count \(dialect.integer) not null check (review_count >= 0),
                rating_total \(dialect.integer) not null,
                version \(dialect.integer) not null,
                check (rating_total between review_count and 5 * review_count)
            )
            """,
            """
            create table purchases (
                user_id \(dialect.uuid) not null,
                product_id \(dialect.integer) not null,
                primary key (user_id, product_id)
            )
            """,
            """
            create table closed_users (
                user_id \(dialect.uuid) primary key,
                closed_at \(dialect.timestamp) not null
            )
            """,
        ]
    }
}
