import Values

/// An order that is about to be written down. Lines are distinct and not empty: the endpoint's rules saw to that.
struct OrderDraft: Sendable {
    struct Line: Sendable {
        let product: ProductNumber
        let quantity: Int
        let wantedPrice: Money?
    }

    let buyer: BuyerID
    /// Who places it: the buyer, or staff for a buyer.
    let actor: BuyerID
    let checkout: CheckoutNumber?
    let shippingAddress: ShippingAddress
    let lines: [Line]
}
