import Contracts
import SQL

/// Who has received what: learnt from deliveries, it makes a review a verified one.
struct PurchaseStore: Sendable {
    func add(_ products: [ProductID], boughtBy user: UserID, in transaction: any Transaction) async throws {
        guard !products.isEmpty else { return }
        // In the order of the key: two deliveries to one user cannot wait for each other.
        let rows = Set(products).sorted().map { product -> Query in "(\(user), \(product))" }
        try await transaction.execute(
            """
            insert into purchases (user_id, product_id) values \(fragment: rows.joined(separator: ", "))
            on conflict do nothing
            """)
    }

    /// Forgets what a user has bought, save for what the reviews show that stay.
    func forgetUnreviewed(of user: UserID, in transaction: any Transaction) async throws {
        try await transaction.execute(
            """
            delete from purchases where user_id = \(user) and not exists (
                select 1 from reviews r
                where r.product_id = purchases.product_id and r.user_id = purchases.user_id)
            """)
    }
}
