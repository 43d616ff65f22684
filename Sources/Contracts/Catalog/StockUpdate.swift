public import Endpoints
public import Values

public struct StockUpdate: RequestBody, Encodable, Validated {
    public enum Operation: String, Codable, Sendable, CaseIterable { case decrease, increase }

    public var productID: ProductID
    public var quantity: Int
    public var operation: Operation

    public init(productID: ProductID, quantity: Int, operation: Operation) {
        self.productID = productID
        self.quantity = quantity
        self.operation = operation
    }

    public static let rules: [Rule<StockUpdate>] = [Rule("quantity", \.quantity, .range(1...1_000_000))]
}

public struct StockUpdateResult: Codable, Sendable {
    public var success: Bool
    public var newStock: Int

    public init(success: Bool, newStock: Int) {
        self.success = success
        self.newStock = newStock
    }
}
