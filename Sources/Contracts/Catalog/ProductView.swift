public import Values

/// A product as everybody sees it. `stockQuantity` is what can be sold now.
public struct ProductView: Codable, Sendable {
    public var id: ProductID
    public var sku: String
    public var name: String
    public var slug: String
    public var description: String
    public var price: Money
    public var currency: Currency
    public var category: CategorySummary
    public var stockQuantity: Int
    public var isActive: Bool
    public var sellerID: UserID?
    /// The relative URL of the first picture.
    public var image: String?
    public var images: [String]
    /// The mean of all reviews, with two decimals; nil without any.
    public var rating: Double?
    public var reviewCount: Int
    public var salesCount: Int
    public var barcode: String?
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: ProductID, sku: String, name: String, slug: String, description: String, price: Money, currency: Currency,
        category: CategorySummary, stockQuantity: Int, isActive: Bool, sellerID: UserID?, images: [String],
        rating: Double?, reviewCount: Int, salesCount: Int, barcode: String?, createdAt: Timestamp,
        updatedAt: Timestamp
    ) {
        self.id = id
        self.sku = sku
        self.name = name
        self.slug = slug
        self.description = description
        self.price = price
        self.currency = currency
        self.category = category
        self.stockQuantity = stockQuantity
        self.isActive = isActive
        self.sellerID = sellerID
        self.image = images.first
        self.images = images
        self.rating = rating
        self.reviewCount = reviewCount
        self.salesCount = salesCount
        self.barcode = barcode
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

public struct ProductList: Codable, Sendable {
    public var products: [ProductView]
    public init(products: [ProductView]) { self.products = products }
}
