public import Values

public struct OrderView: Codable, Sendable {
    public struct Item: Codable, Sendable {
        public var id: OrderLineID
        public var productID: ProductID
        public var productName: String
        public var quantity: Int
        public var price: Money

        public init(id: OrderLineID, productID: ProductID, productName: String, quantity: Int, price: Money) {
            self.id = id
            self.productID = productID
            self.productName = productName
            self.quantity = quantity
            self.price = price
        }
    }

    /// One step of an order's life.
    public struct Step: Codable, Sendable {
        public var status: OrderStatusName
        public var at: Timestamp
        public var reason: String?

        public init(status: OrderStatusName, at: Timestamp, reason: String?) {
            self.status = status
            self.at = at
            self.reason = reason
        }
    }

    public struct Customer: Codable, Sendable {
        public var username: String
        public var firstName: String
        public var lastName: String

        public init(username: String, firstName: String, lastName: String) {
            self.username = username
            self.firstName = firstName
            self.lastName = lastName
        }
    }

    public var id: OrderID
    public var userID: UserID
    /// Nil while accounts is away, or once the account is closed.
    public var user: Customer?
    public var status: OrderStatusName
    public var totalAmount: Money
    public var currency: Currency
    public var shippingAddress: String
    public var items: [Item]
    public var history: [Step]
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: OrderID, userID: UserID, user: Customer?, status: OrderStatusName, totalAmount: Money, currency: Currency,
        shippingAddress: String, items: [Item], history: [Step], createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.userID = userID
        self.user = user
        self.status = status
        self.totalAmount = totalAmount
        self.currency = currency
        self.shippingAddress = shippingAddress
        self.items = items
        self.history = history
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
