import SQL

/// A small schema for the tests of databases.
struct CreateShelf: Migration {
    static let name = "001_create_shelf"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table shelves (
                id \(dialect.identityPrimaryKey), name \(dialect.text) not null unique,
                stock \(dialect.integer) not null default 0 check (stock >= 0)
            )
            """,
            """
            create table boxes (
                id \(dialect.identityPrimaryKey),
                shelf_id \(dialect.integer) not null references shelves (id),
                label \(dialect.text), room \(dialect.integer) not null default 0, unique (shelf_id, label)
            )
            """,
            "create unique index boxes_lower_label on boxes (lower(label))",
        ]
    }
}

struct AddColour: Migration {
    static let name = "002_add_colour"

    func statements(_ dialect: Dialect) -> [Query] {
        ["alter table shelves add column colour \(dialect.text)"]
    }
}

extension SQLConnection {
    func shelfNames() async throws -> [String] {
        try await query("select name from shelves order by name") { try $0.get("name") }
    }

    func addShelf(_ name: String, stock: Int = 0) async throws(SQLError) {
        try await execute("insert into shelves (name, stock) values (\(name), \(stock))")
    }
}
