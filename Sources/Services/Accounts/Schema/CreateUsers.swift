import SQL

/// Users with their profiles, and the names by which they log in.
struct CreateUsers: Migration {
    static let name = "001_create_users"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table users (
                id \(dialect.uuid) primary key,
                username \(dialect.text) not null,
                email \(dialect.text) not null,
                password_hash \(dialect.text),
                first_name \(dialect.text) not null,
                last_name \(dialect.text) not null,
                role \(dialect.text) not null check (role in ('buyer', 'seller', 'staff', 'admin')),
                is_active \(dialect.boolean) not null,
                email_verified \(dialect.boolean) not null,
                search_text \(dialect.text) not null,
                date_joined \(dialect.timestamp) not null,
                closed_at \(dialect.timestamp),
                blanked_at \(dialect.timestamp),
                version \(dialect.integer) not null,
                check (closed_at is null or not is_active),
                check (blanked_at is null or closed_at is not null)
            )
            """,
            "create index users_open on users (date_joined, id) where closed_at is null",
            "create index users_open_by_role on users (role, date_joined, id) where closed_at is null",
            // A username and an address share one space: either may stand in either field of a login.
            """
            create table login_names (
                name \(dialect.text) primary key,
                user_id \(dialect.uuid) not null references users (id)
            )
            """,
            "create index login_names_by_user on login_names (user_id)",
            """
            create table profiles (
                user_id \(dialect.uuid) primary key references users (id),
                phone \(dialect.text) not null,
                address \(dialect.text) not null,
                store_name \(dialect.text) not null,
                created_at \(dialect.timestamp) not null,
                updated_at \(dialect.timestamp) not null,
                version \(dialect.integer) not null
            )
            """,
        ]
    }
}
