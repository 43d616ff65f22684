import Contracts
import FoundationEssentials
import HTTP
import SQL
import ServiceKit
import Values

/// Checkouts in a database: how one begins.
struct CheckoutStore: Sendable {
    let database: any Database
    let carts: CartStore
    let keys: IdempotencyStore
    let clock: WallClock

    /// How long a request may wait for orders before the sweeper takes its checkout up.
    static let patience = Duration.seconds(5)

    /// Begins the checkout of a user's cart as it stands now, and claims the request's key with it.
    ///
    /// The cart is read under its lock: what was looked at before may have changed. A refusal that is an outcome is
    /// stored with the key, which is why it is returned and not thrown.
    func open(_ request: CheckoutWish, goods: Goods, key: IdempotentRequest?) async throws -> OpenedCheckout {
        let now = clock.now()
        return try await database.transaction { transaction in
            switch try await keys.begin(key, in: transaction) {
            case .settled(let outcome):
                return .settled(outcome)
            case .fresh(let ticket), .resumed(let ticket):
                let cart = try await carts.cart(
                    of: .user(request.user), on: transaction, locking: transaction.dialect.forUpdate)
                guard goods.asked.isSuperset(of: cart.products) else {
                    try await keys.abandon(ticket, in: transaction)
                    return .cartChanged
                }
                let checkout = try Self.checkout(of: cart, for: request, goods: goods, id: .version7(at: now))
                if let refusal = Self.refusal(of: checkout, goods: goods, expected: request.expectedTotal) {
                    try await keys.finish(ticket, .problem(refusal), in: transaction)
                    return .refused(refusal)
                }
                try await insert(checkout, at: now, in: transaction)
                try await keys.refer(ticket, to: checkout.reference, in: transaction)
                return .opened(checkout)
            }
        }
    }

    private static func checkout(
        of cart: Cart, for request: CheckoutWish, goods: Goods, id: UUID
    ) throws -> CartCheckout {
        guard let cartID = cart.id, !cart.lines.isEmpty else { throw Problem(.invalid, "The cart is empty.") }
        // In the order in which whoever finishes it finds them.
        let lines = cart.lines.sorted { $0.product < $1.product }.map { line in
            CartCheckout.Line(
                product: line.product, quantity: line.quantity, price: goods[line.product]?.price ?? .zero)
        }
        let checkout = CartCheckout(
            id: CheckoutID(rawValue: id), cart: cartID, user: request.user,
            shippingAddress: request.shippingAddress, lines: lines)
        _ = try priced { () throws(MoneyOverflow) in try checkout.total() }
        return checkout
    }

    /// Why not even to ask orders: another total than the buyer has seen, or goods that are not on sale any more.
    private static func refusal(of checkout: CartCheckout, goods: Goods, expected: Money?) -> Problem? {
        let gone = checkout.lines.filter { !(goods[$0.product]?.isActive ?? false) }
        guard gone.isEmpty else {
            return StockShortage(
                lines: gone.map { StockShortage.Line(productID: $0.product, wanted: $0.quantity, available: 0) }
            ).problem
        }
        guard let expected, let total = try? checkout.total(), total != expected else { return nil }
        return .totalChanged(old: expected, new: total)
    }

    private func insert(_ checkout: CartCheckout, at now: Timestamp, in transaction: any Transaction) async throws {
        do {
            try await transaction.execute(
                """
                insert into checkouts (id, cart_id, user_id, shipping_address, total_amount, state, next_attempt_at,
                    created_at)
                values (\(checkout.id), \(checkout.cart), \(checkout.user), \(checkout.shippingAddress),
                    \(try checkout.total()), \(CheckoutState.open), \(now + Self.patience), \(now))
                """)
        } catch let error as SQLError where error.isUniqueViolation {
            throw Problem(
                .requestInProgress, "Another checkout of this cart is under way.", fields: [.retryAfter: "1"])
        }
        let values = checkout.lines.map { line -> Query in
            "(\(checkout.id), \(line.product), \(line.quantity), \(line.price))"
        }
        try await transaction.executeAhead(
            """
            insert into checkout_lines (checkout_id, product_id, quantity, price)
            values \(fragment: values.joined(separator: ", "))
            """)
    }
}

extension CartCheckout {
    func total() throws(MoneyOverflow) -> Money {
        var sum = Money.zero
        for line in lines { sum = try sum + line.price * line.quantity }
        return sum
    }
}

/// What a buyer asks for.
struct CheckoutWish: Sendable {
    let user: UserID
    let shippingAddress: String
    let expectedTotal: Money?
}

/// What became of an attempt to begin a checkout.
enum OpenedCheckout: Sendable {
    case opened(CartCheckout)
    /// Refused without asking orders.
    case refused(Problem)
    /// The same request was answered before.
    case settled(IdempotentOutcome)
    /// Something was added after the catalog was asked for prices: look again.
    case cartChanged
}
