import Contracts
import FoundationEssentials
import SQL
import Values

/// Carts in a database. What has to hold for a change is part of its statement, not of a look before it.
struct CartStore: Sendable {
    let clock: WallClock

    /// How long a guest's cart is kept after it was last used.
    static let guestLifetime = Duration.seconds(30 * 24 * 60 * 60)

    /// The owner's cart, or an empty one that is not stored.
    func cart(of owner: CartOwner?, on connection: some SQLConnection, locking: SQLFragment = "") async throws -> Cart {
        guard let owner else { return .empty(of: nil) }
        let row = try await connection.first(
            "select id, user_id from carts where \(fragment: condition(owner))\(locking)")
        guard let row else { return .empty(of: owner) }
        let id: CartID = try row.get("id")
        let lines = try await connection.query(
            """
            select product_id, quantity from cart_items where cart_id = \(id) order by added_at, product_id
            """
        ) { row in
            Cart.Line(product: try row.get("product_id"), quantity: try row.get("quantity"))
        }
        return Cart(id: id, user: try row.get("user_id"), lines: lines)
    }

    /// The stored cart's id, its life extended; nil if there is none. Locks the cart until the transaction's end.
    func touch(_ owner: CartOwner, in transaction: any Transaction) async throws -> CartID? {
        let now = clock.now()
        let change: Query =
            switch owner {
            case .user: "updated_at = \(now)"
            case .guest: "updated_at = \(now), expires_at = \(now + Self.guestLifetime)"
            }
        return try await transaction.execute(
            "update carts set \(fragment: change) where \(fragment: condition(owner)) returning id"
        ).rows.first?.get("id")
    }

    /// The owner's cart, made if there is none, its life extended if there is one. Locks it until the transaction's end.
    func open(_ owner: CartOwner, in transaction: any Transaction) async throws -> CartID {
        let now = clock.now()
        let id = CartID(rawValue: .version7(at: now))
        // One statement: between two of them somebody else might have taken the cart away.
        let opened: ExecutionResult
        switch owner {
        case .user(let user):
            opened = try await transaction.execute(
                """
                insert into carts (id, user_id, created_at, updated_at) values (\(id), \(user), \(now), \(now))
                on conflict (user_id) do update set updated_at = excluded.updated_at
                returning id
                """)
        case .guest(let hash):
            // The row of a token that has expired may lie there still: its goods are gone, the token lives on.
            try await transaction.execute("delete from carts where token_hash = \(hash) and expires_at <= \(now)")
            opened = try await transaction.execute(
                """
                insert into carts (id, token_hash, created_at, updated_at, expires_at)
                values (\(id), \(hash), \(now), \(now), \(now + Self.guestLifetime))
                on conflict (token_hash) do update set updated_at = excluded.updated_at, expires_at = excluded.expires_at
                returning id
                """)
        }
        guard let row = opened.rows.first else { throw SQLError(.missingRow) }
        return try row.get("id")
    }

    /// Adds to what is there already, if that stays within what is available.
    /// - Returns: whether it did.
    func add(
        _ quantity: Int, of product: ProductID, to cart: CartID, atMost available: Int, in transaction: any Transaction
    ) async throws -> Bool {
        guard quantity <= available else { return false }
        return try await transaction.execute(
            """
            insert into cart_items (cart_id, product_id, quantity, added_at)
            values (\(cart), \(product), \(quantity), \(clock.now()))
            on conflict (cart_id, product_id) do update set quantity = cart_items.quantity + excluded.quantity
            where cart_items.quantity + excluded.quantity <= \(available)
            """
        ).rowsChanged == 1
    }

    /// - Returns: false if the product is not in the cart.
    func setQuantity(
        _ quantity: Int, of product: ProductID, in cart: CartID, in transaction: any Transaction
    ) async throws -> Bool {
        try await transaction.execute(
            """
            update cart_items set quantity = \(quantity) where cart_id = \(cart) and product_id = \(product)
            """
        ).rowsChanged == 1
    }

    /// - Returns: false if the product is not in the cart.
    func remove(_ product: ProductID, from cart: CartID, in transaction: any Transaction) async throws -> Bool {
        try await transaction.execute(
            "delete from cart_items where cart_id = \(cart) and product_id = \(product)"
        ).rowsChanged == 1
    }

    func clear(_ cart: CartID, in transaction: any Transaction) async throws {
        try await transaction.execute("delete from cart_items where cart_id = \(cart)")
    }

    func lineCount(of cart: CartID, in transaction: any Transaction) async throws -> Int {
        try await transaction.scalar("select count(*) from cart_items where cart_id = \(cart)") ?? 0
    }

    /// Narrows a statement on carts to the owner's, as long as it lives.
    private func condition(_ owner: CartOwner) -> Query {
        switch owner {
        case .user(let user): "user_id = \(user)"
        case .guest(let hash): "token_hash = \(hash) and expires_at > \(clock.now())"
        }
    }
}
