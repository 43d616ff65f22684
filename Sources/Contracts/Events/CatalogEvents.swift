public import Messaging
public import Values

public struct CategoryChanged: Event {
    public static let type = "category.changed"
    public var categoryID: CategoryID
    /// Nil when the category is gone.
    public var name: String?

    public var subject: String { "categories/\(categoryID)" }

    public init(categoryID: CategoryID, name: String?) {
        self.categoryID = categoryID
        self.name = name
    }
}

/// What the events of a product tell.
public struct ProductEventData: Codable, Sendable {
    public var productID: ProductID
    public var sku: String
    public var name: String
    public var price: Money
    public var currency: Currency
    public var isActive: Bool
    /// Grows with every change: a consumer leaves an older one alone.
    public var version: Int

    public init(
        productID: ProductID, sku: String, name: String, price: Money, currency: Currency, isActive: Bool,
        version: Int
    ) {
        self.productID = productID
        self.sku = sku
        self.name = name
        self.price = price
        self.currency = currency
        self.isActive = isActive
        self.version = version
    }
}

/// An event of a product: its type says what happened, its data is the product as it then was.
public protocol ProductEvent: Event {
    var product: ProductEventData { get }
    init(_ product: ProductEventData)
}

extension ProductEvent {
    public var subject: String { "products/\(product.productID)" }

    public init(from decoder: any Decoder) throws {
        self.init(try ProductEventData(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try product.encode(to: encoder)
    }
}

public struct ProductCreated: ProductEvent {
    public static let type = "product.created"
    public let product: ProductEventData
    public init(_ product: ProductEventData) { self.product = product }
}

public struct ProductUpdated: ProductEvent {
    public static let type = "product.updated"
    public let product: ProductEventData
    public init(_ product: ProductEventData) { self.product = product }
}

public struct ProductDisabled: ProductEvent {
    public static let type = "product.disabled"
    public let product: ProductEventData
    public init(_ product: ProductEventData) { self.product = product }
}

public struct StockChanged: Event {
    public static let type = "stock.changed"
    public var productID: ProductID
    /// What can be sold now.
    public var stockQuantity: Int

    public var subject: String { "products/\(productID)" }

    public init(productID: ProductID, stockQuantity: Int) {
        self.productID = productID
        self.stockQuantity = stockQuantity
    }
}
