public import Endpoints
public import Values

/// The order that a cart asks for on behalf of its owner.
public struct CheckoutOrder: RequestBody, Encodable, Validated {
    public var userID: UserID
    public var shippingAddress: String
    public var items: [OrderLineRequest]

    public init(userID: UserID, shippingAddress: String, items: [OrderLineRequest]) {
        self.userID = userID
        self.shippingAddress = shippingAddress
        self.items = items
    }

    public static let rules: [Rule<CheckoutOrder>] = [
        Rule("shipping_address", \.shippingAddress, .length(1...500), .notBlank),
        Rule("items", \.items, .count(1...1000), .distinct("product_id", by: \.productID)),
    ]
}
