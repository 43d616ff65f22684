public import SQL

/// What always holds in the carts' database, whatever has happened to the process.
public enum CartsInvariants {
    /// - Returns: every violation; empty when all is well.
    public static func violations(_ database: any Database) async throws -> [Violation] {
        try await Invariant.violations(of: all, in: database)
    }

    /// How many there are.
    public static var count: Int { all.count }

    private static let all = [
        Invariant(
            "a cart has one owner",
            violations: """
                select 'cart ' || id, ' belongs to ' || case when user_id is null then 'nobody' else 'two' end
                from carts where (user_id is null) = (token_hash is null)
                """),
        Invariant(
            "every line in a cart is of a cart and counts at least one",
            violations: """
                select 'product ' || cast(product_id as text) || ' in cart ' || cart_id, ': '
                    || cast(quantity as text)
                from cart_items where quantity < 1 or cart_id not in (select id from carts)
                """),
        Invariant(
            "a cart has one open checkout at most",
            violations: """
                select 'cart ' || cast(cart_id as text), ' has ' || cast(count(*) as text) || ' open checkouts'
                from checkouts where state = 'open' group by cart_id having count(*) > 1
                """),
        Invariant(
            "an open checkout will be tried again, a settled one will not",
            violations: """
                select 'checkout ' || id, ' is ' || state from checkouts
                where (state = 'open') <> (next_attempt_at is not null)
                """),
        Invariant(
            "a checkout that is ordered names its order, and no other does",
            violations: """
                select 'checkout ' || id, ' is ' || state from checkouts
                where (state = 'ordered') <> (order_id is not null)
                """),
        Invariant(
            "the total of a checkout is the sum of its lines",
            violations: """
                select 'checkout ' || id, ' says ' || cast(total_amount as text) from checkouts
                where total_amount <> (
                    select coalesce(sum(quantity * price), 0) from checkout_lines where checkout_id = checkouts.id)
                """),
        Invariant(
            "a settled checkout has forgotten the address",
            violations: "select 'checkout ' || id from checkouts where state <> 'open' and shipping_address <> ''"),
    ]
}
