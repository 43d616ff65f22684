import Contracts
import Security
import Values

extension CartView {
    /// The cart as its owner sees it, with today's prices.
    init(_ cart: Cart, goods: Goods, currency: Currency, token: OpaqueToken? = nil) throws {
        let items = try cart.lines.map { line in
            let product = goods[line.product]
            let price = product?.price ?? .zero
            return Item(
                productID: line.product,
                // What the catalog does not know any more stays visible, so that it can be taken out.
                name: product?.name ?? "No longer on sale",
                image: product?.image,
                price: price,
                quantity: line.quantity,
                lineTotal: try priced { () throws(MoneyOverflow) in try price * line.quantity },
                available: goods.available(line.product) >= line.quantity)
        }
        self.init(
            cartID: cart.id, userID: cart.user, items: items,
            totalAmount: try priced { () throws(MoneyOverflow) in try items.map(\.lineTotal).total() },
            currency: currency, cartToken: token.map { Secret($0.reveal()) })
    }
}
