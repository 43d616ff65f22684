/// A column that points to a row which no foreign key can hold it to: it lives in the database of another service, or
/// may go before this one does.
struct SoftReference: Sendable, Equatable {
    let service: String
    let table: String
    let column: String

    /// Where columns of these names point to, throughout the shop.
    private static let byColumn: [String: SoftReference] = {
        let user = SoftReference(service: "accounts", table: "users", column: "id")
        return [
            "user_id": user, "seller_id": user, "actor_id": user, "actor": user,
            "product_id": SoftReference(service: "catalog", table: "products", column: "id"),
            "order_id": SoftReference(service: "orders", table: "orders", column: "id"),
            "cart_id": SoftReference(service: "carts", table: "carts", column: "id"),
            "checkout_id": SoftReference(service: "carts", table: "checkouts", column: "id"),
        ]
    }()

    /// The reference of a column that has no foreign key; nil if it points nowhere.
    static func of(_ column: String, in table: SchemaTable) -> SoftReference? {
        guard let reference = byColumn[column], table.foreignKey(from: column) == nil else { return nil }
        return reference
    }

    /// As it is written in a drawing of one service's database.
    func words(seenFrom service: String) -> String {
        service == self.service ? "\(table).\(column)" : "\(self.service): \(table).\(column)"
    }
}
