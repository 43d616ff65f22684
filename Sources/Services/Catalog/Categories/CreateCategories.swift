import SQL

struct CreateCategories: Migration {
    static let name = "001_create_categories"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table categories (
                id \(dialect.identityPrimaryKey),
                name \(dialect.text) not null,
                name_key \(dialect.text) not null,
                slug \(dialect.text) not null,
                description \(dialect.text) not null,
                parent_id \(dialect.integer) references categories (id)
            )
            """,
            "create unique index categories_name_key on categories (name_key)",
            "create unique index categories_slug on categories (slug)",
            "create index categories_parent_id on categories (parent_id, id)",
        ]
    }
}
