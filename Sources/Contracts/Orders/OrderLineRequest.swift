public import Endpoints
public import Values

/// A line that is wanted. A price that is given has to be today's, or the order is refused.
public struct OrderLineRequest: Codable, Sendable, Validated {
    public var productID: ProductID
    public var quantity: Int
    public var price: Money?

    public init(productID: ProductID, quantity: Int, price: Money? = nil) {
        self.productID = productID
        self.quantity = quantity
        self.price = price
    }

    public static let rules: [Rule<OrderLineRequest>] = [Rule("quantity", \.quantity, .range(1...100_000))]
}
