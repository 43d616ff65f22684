import Values

/// So many of one product, at a price that is frozen when the order is confirmed.
struct OrderLine: Sendable, Hashable {
    let number: LineNumber
    let product: ProductNumber
    let quantity: Int
    /// What the buyer expects to pay for one; nil if any price of today will do.
    let wantedPrice: Money?
    /// The product as it was called when the order was confirmed; empty before.
    private(set) var productName: String
    /// The price of one; zero before the order is confirmed.
    private(set) var price: Money
    private(set) var vendor: VendorID?

    init(
        number: LineNumber, product: ProductNumber, quantity: Int, wantedPrice: Money?, productName: String = "",
        price: Money = .zero, vendor: VendorID? = nil
    ) {
        self.number = number
        self.product = product
        self.quantity = quantity
        self.wantedPrice = wantedPrice
        self.productName = productName
        self.price = price
        self.vendor = vendor
    }

    func total() throws(MoneyOverflow) -> Money { try price * quantity }

    mutating func freeze(_ goods: PricedGoods) {
        productName = goods.name
        price = goods.price
        vendor = goods.vendor
    }
}

/// What the catalog said of a product when it reserved it.
struct PricedGoods: Sendable, Hashable {
    let product: ProductNumber
    let name: String
    let price: Money
    let vendor: VendorID?

    init(product: ProductNumber, name: String, price: Money, vendor: VendorID?) {
        self.product = product
        self.name = name
        self.price = price
        self.vendor = vendor
    }
}
