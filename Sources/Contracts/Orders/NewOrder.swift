public import Endpoints
public import Values

public struct NewOrder: RequestBody, Encodable, Validated {
    public var shippingAddress: String
    public var items: [OrderLineRequest]
    /// For whom, when staff place the order for another user.
    public var userID: UserID?

    public init(shippingAddress: String, items: [OrderLineRequest], userID: UserID? = nil) {
        self.shippingAddress = shippingAddress
        self.items = items
        self.userID = userID
    }

    public static let rules: [Rule<NewOrder>] = [
        Rule("shipping_address", \.shippingAddress, .length(1...500), .notBlank),
        Rule("items", \.items, .count(1...1000), .distinct("product_id", by: \.productID)),
    ]
}
