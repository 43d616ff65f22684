import SQL

/// A buyer's deleted orders, which keep an address as well; the others have an index already.
struct IndexDeletedOrders: Migration {
    static let name = "002_index_deleted_orders"

    func statements(_: Dialect) -> [Query] {
        ["create index orders_deleted_by_user on orders (user_id) where deleted_at is not null"]
    }
}
