import Contracts
import HTTP
import Values

extension OrderDraft {
    /// - Throws: 422 for an address that is blank once it is trimmed.
    init(
        buyer: BuyerID, actor: BuyerID, checkout: CheckoutNumber?, address: String, items: [OrderLineRequest]
    ) throws(Problem) {
        guard let shippingAddress = ShippingAddress(address) else { throw .blankAddress }
        self.init(
            buyer: buyer, actor: actor, checkout: checkout, shippingAddress: shippingAddress,
            lines: items.map { item in
                Line(product: ProductNumber(item.productID.rawValue), quantity: item.quantity, wantedPrice: item.price)
            })
    }
}

extension Problem {
    static var blankAddress: Problem {
        .invalid([FieldError(pointer: "/shipping_address", code: "blank", message: "must not be blank")])
    }
}
