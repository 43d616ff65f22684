public import Endpoints
public import Values

public struct StockCheck: RequestBody, Encodable, Validated {
    public var productID: ProductID
    public var quantity: Int?

    public init(productID: ProductID, quantity: Int? = nil) {
        self.productID = productID
        self.quantity = quantity
    }

    public static let rules: [Rule<StockCheck>] = [Rule("quantity", \.quantity, .range(1...1_000_000))]
}

public struct StockVerdict: Codable, Sendable {
    public var available: Bool
    public var productName: String
    public var price: Money
    public var stockQuantity: Int

    public init(available: Bool, productName: String, price: Money, stockQuantity: Int) {
        self.available = available
        self.productName = productName
        self.price = price
        self.stockQuantity = stockQuantity
    }
}
