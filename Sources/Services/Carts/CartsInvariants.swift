public import Contracts
public import SQL

/// What holds in the carts' database at any time: asked by `souk check`.
public struct CartsInvariants: Sendable {
    private let database: any Database

    public init(_ database: any Database) {
        self.database = database
    }

    /// The invariants by name, each with its violations in words; an empty list is as it should be.
    public func violations() async throws -> [(name: String, violations: [String])] {
        var result: [(name: String, violations: [String])] = []
        for (name, query) in Self.invariants {
            result.append((name, try await database.query(query) { try $0.get(at: 0) }))
        }
        return result
    }

    /// The checkouts that led to an order, to be compared with the orders' own books.
    public func orderedCheckouts(limit: Int = 100_000) async throws -> [(checkout: CheckoutID, order: OrderID)] {
        try await database.query(
            "select id, order_id from checkouts where state = 'ordered' order by settled_at desc limit \(limit)"
        ) { row in
            (try row.get("id"), try row.get("order_id"))
        }
    }

    /// Each query finds the violations of one invariant, a sentence a row.
    private static let invariants: [(String, Query)] = [
        (
            "a cart has one owner",
            """
            select 'cart ' || id || ' belongs to ' || case when user_id is null then 'nobody' else 'two' end
            from carts where (user_id is null) = (token_hash is null)
            """
        ),
        (
            "every line in a cart is of a cart and counts at least one",
            """
            select 'product ' || cast(product_id as text) || ' in cart ' || cart_id || ': '
                || cast(quantity as text)
            from cart_items where quantity < 1 or cart_id not in (select id from carts)
            """
        ),
        (
            "a cart has one open checkout at most",
            """
            select 'cart ' || cast(cart_id as text) || ' has ' || cast(count(*) as text) || ' open checkouts'
            from checkouts where state = 'open' group by cart_id having count(*) > 1
            """
        ),
        (
            "an open checkout will be tried again, a settled one will not",
            """
            select 'checkout ' || id || ' is ' || state from checkouts
            where (state = 'open') <> (next_attempt_at is not null)
            """
        ),
        (
            "a checkout that is ordered names its order, and no other does",
            """
            select 'checkout ' || id || ' is ' || state from checkouts
            where (state = 'ordered') <> (order_id is not null)
            """
        ),
        (
            "the total of a checkout is the sum of its lines",
            """
            select 'checkout ' || id || ' says ' || cast(total_amount as text) from checkouts
            where total_amount <> (
                select coalesce(sum(quantity * price), 0) from checkout_lines where checkout_id = checkouts.id)
            """
        ),
        (
            "a settled checkout has forgotten the address",
            "select 'checkout ' || id from checkouts where state <> 'open' and shipping_address <> ''"
        ),
    ]
}
