public import Endpoints
public import JSON
public import Values

/// What changes of a product; what is left out stays.
public struct ProductChange: RequestBody, Encodable, Validated {
    public var name: String?
    public var description: String?
    public var price: Money?
    public var categoryID: CategoryID?
    public var stockQuantity: Int?
    public var isActive: Bool?
    public var sku: String?
    public var barcode: Patchable<String>?

    public init(
        name: String? = nil, description: String? = nil, price: Money? = nil, categoryID: CategoryID? = nil,
        stockQuantity: Int? = nil, isActive: Bool? = nil, sku: String? = nil, barcode: Patchable<String>? = nil
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

    public static let rules: [Rule<ProductChange>] = [
        Rule("name", \.name, .length(1...200), .notBlank),
        Rule("description", \.description, .length(0...10_000)),
        Rule("price", \.price, .positive),
        Rule("stock_quantity", \.stockQuantity, .range(0...1_000_000)),
        Rule("sku", \.sku, .length(1...64), .notBlank),
        Rule("barcode", \.newBarcode, .length(1...20)),
    ]

    private var newBarcode: String? {
        if case .value(let barcode)? = barcode { barcode } else { nil }
    }
}
