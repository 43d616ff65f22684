import Contracts
import Endpoints
import HTTP
import SQL
import ServiceKit
import Values

/// How a checkout ends. Both ends happen once, whoever brings them: the request, a sweeper, or both at a time.
extension CheckoutStore {
    /// There is an order: exactly what was ordered leaves the cart. What came in meanwhile stays.
    func settle(_ checkout: CartCheckout, as order: OrderView) async throws {
        let answer = try IdempotentOutcome(CartsAPI.checkout.response(for: order))
        try await database.transaction { transaction in
            // The cart first, as everybody who checks it out or changes it does.
            _ = try await carts.touch(.user(checkout.user), in: transaction)
            guard try await end(checkout, as: .ordered, order: order.id, in: transaction) else { return }
            try await takeOut(checkout, in: transaction)
            try await keys.finish(reference: checkout.reference, answer, in: transaction)
        }
    }

    /// Orders refused: the cart stays as it is. The key is bound to the refusal, or free again if that is no outcome.
    func settle(_ checkout: CartCheckout, refusedBy problem: Problem) async throws {
        try await database.transaction { transaction in
            guard try await end(checkout, as: .refused, order: nil, in: transaction) else { return }
            try await keys.finish(reference: checkout.reference, .problem(problem), in: transaction)
        }
    }

    /// Takes up open checkouts whose time has come; each is left alone by other sweepers for a while.
    func takeUnfinished(limit: Int) async throws -> [CartCheckout] {
        let now = clock.now()
        return try await database.transaction { transaction in
            // Each attempt waits longer than the last, up to a minute.
            let rows = try await transaction.execute(
                """
                update checkouts set attempts = attempts + 1,
                    next_attempt_at = \(now) + 5000000 * (case when attempts < 12 then attempts + 1 else 12 end)
                where id in (
                    select id from checkouts where next_attempt_at <= \(now) order by next_attempt_at limit \(limit)
                    \(transaction.dialect.forUpdateSkipLocked))
                returning id, cart_id, user_id, shipping_address
                """
            ).rows
            return try await checkouts(of: rows, in: transaction)
        }
    }

    /// Only an open checkout ends, and only once. The address has served its purpose then.
    private func end(
        _ checkout: CartCheckout, as state: CheckoutState, order: OrderID?, in transaction: any Transaction
    ) async throws -> Bool {
        try await transaction.execute(
            """
            update checkouts set state = \(state), order_id = \(order), shipping_address = '', next_attempt_at = null,
                settled_at = \(clock.now())
            where id = \(checkout.id) and state = \(CheckoutState.open)
            """
        ).rowsChanged == 1
    }

    private func takeOut(_ checkout: CartCheckout, in transaction: any Transaction) async throws {
        let ordered: Query = """
            select quantity from checkout_lines
            where checkout_id = \(checkout.id) and checkout_lines.product_id = cart_items.product_id
            """
        try await transaction.executeAhead(
            """
            delete from cart_items where cart_id = \(checkout.cart) and quantity <= (\(fragment: ordered))
            """)
        try await transaction.executeAhead(
            """
            update cart_items set quantity = quantity - (\(fragment: ordered))
            where cart_id = \(checkout.cart)
                and product_id in (select product_id from checkout_lines where checkout_id = \(checkout.id))
            """)
    }

    private func checkouts(of rows: [Row], in transaction: any Transaction) async throws -> [CartCheckout] {
        guard !rows.isEmpty else { return [] }
        let ids = try rows.map { try $0.get("id", as: CheckoutID.self) }
        let lines = try await transaction.query(
            """
            select checkout_id, product_id, quantity, price from checkout_lines
            where checkout_id in \(list: ids) order by checkout_id, product_id
            """)
        var linesByCheckout: [CheckoutID: [CartCheckout.Line]] = [:]
        for line in lines {
            linesByCheckout[try line.get("checkout_id"), default: []].append(
                CartCheckout.Line(
                    product: try line.get("product_id"), quantity: try line.get("quantity"),
                    price: try line.get("price")))
        }
        return try zip(ids, rows).map { id, row in
            CartCheckout(
                id: id, cart: try row.get("cart_id"), user: try row.get("user_id"),
                shippingAddress: try row.get("shipping_address"), lines: linesByCheckout[id] ?? [])
        }
    }
}
