import Contracts
import SQL
import Values

extension CartStore {
    /// Moves everything out of a guest's cart into a user's: quantities add up, whatever there is in stock. The guest's
    /// cart is gone afterwards, and its token with it; a second time there is nothing to move.
    func merge(_ guest: CartOwner, into cart: CartID, in transaction: any Transaction) async throws {
        guard let guestCart = try await touch(guest, in: transaction), guestCart != cart else { return }
        try await transaction.execute(
            """
            insert into cart_items (cart_id, product_id, quantity, added_at)
            select \(cart), product_id, quantity, added_at from cart_items where cart_id = \(guestCart)
            on conflict (cart_id, product_id) do update set quantity = cart_items.quantity + excluded.quantity
            """)
        try await transaction.execute("delete from carts where id = \(guestCart)")
    }

    /// Extends the life of a guest's cart that is only looked at, once a day at most: a look should not cost a write.
    func keepAlive(_ owner: CartOwner?, in database: any Database) async throws {
        guard case .guest(let hash) = owner else { return }
        let now = clock.now()
        let end = now + Self.guestLifetime
        let aDayLess = end + .seconds(-24 * 60 * 60)
        let isDue = try await database.first(
            """
            select 1 from carts where token_hash = \(hash) and expires_at > \(now) and expires_at <= \(aDayLess)
            """)
        guard isDue != nil else { return }
        try await database.execute(
            "update carts set expires_at = \(end) where token_hash = \(hash) and expires_at > \(now)")
    }

    /// Removes guests' carts that nobody has used for long, some at once.
    /// - Returns: how many went.
    func removeExpired(in database: any Database, limit: Int) async throws -> Int {
        try await database.execute(
            """
            delete from carts where id in (
                select id from carts where expires_at <= \(clock.now())
                order by expires_at limit \(limit)\(database.dialect.forUpdateSkipLocked))
            """
        ).rowsChanged
    }
}
