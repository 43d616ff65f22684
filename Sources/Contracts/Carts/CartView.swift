public import Values

public struct CartView: Codable, Sendable {
    public struct Item: Codable, Sendable {
        public var productID: ProductID
        public var name: String
        public var image: String?
        public var price: Money
        public var quantity: Int
        public var lineTotal: Money
        /// Whether this many can be sold now.
        public var available: Bool

        public init(
            productID: ProductID, name: String, image: String?, price: Money, quantity: Int, lineTotal: Money,
            available: Bool
        ) {
            self.productID = productID
            self.name = name
            self.image = image
            self.price = price
            self.quantity = quantity
            self.lineTotal = lineTotal
            self.available = available
        }
    }

    public var cartID: CartID?
    public var userID: UserID?
    public var items: [Item]
    public var totalAmount: Money
    public var currency: Currency
    /// Shown once, to a guest whose cart is new.
    public var cartToken: Secret<String>?

    public init(
        cartID: CartID?, userID: UserID?, items: [Item], totalAmount: Money, currency: Currency,
        cartToken: Secret<String>? = nil
    ) {
        self.cartID = cartID
        self.userID = userID
        self.items = items
        self.totalAmount = totalAmount
        self.currency = currency
        self.cartToken = cartToken
    }
}
