public import Endpoints
public import Values

/// Goods that a seller offers for sale.
public struct NewProduct: RequestBody, Encodable, Validated {
    public var name: String
    public var description: String
    public var price: Money
    public var categoryID: CategoryID
    public var stockQuantity: Int?
    public var isActive: Bool?
    public var sku: String?
    public var barcode: String?

    public init(
        name: String, description: String, price: Money, categoryID: CategoryID, stockQuantity: Int? = nil,
        isActive: Bool? = nil, sku: String? = nil, barcode: String? = nil
    ) {
        self.name = name
        self.description = description
        self.price = price
        self.categoryID = categoryID
        self.stockQuantity = stockQuantity
        self.isActive = isActive
        self.sku = sku
        self.barcode = barcode
    }

    public static let rules: [Rule<NewProduct>] = [
        Rule("name", \.name, .length(1...200), .notBlank),
        Rule("description", \.description, .length(0...10_000)),
        Rule("price", \.price, .positive),
        Rule("stock_quantity", \.stockQuantity, .range(0...1_000_000)),
        Rule("sku", \.sku, .length(1...64), .notBlank),
        Rule("barcode", \.barcode, .length(1...20)),
    ]
}
