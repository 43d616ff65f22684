public import Endpoints
public import Values

public struct ByCategory: Codable, Sendable {
    public var id: CategoryID
    public init(id: CategoryID) { self.id = id }
}

public struct ByProduct: Codable, Sendable {
    public var id: ProductID
    public init(id: ProductID) { self.id = id }
}

public struct ByProductImage: Codable, Sendable {
    public var id: ProductID
    public var number: ProductImageID

    public init(id: ProductID, number: ProductImageID) {
        self.id = id
        self.number = number
    }
}

public struct ByStockUnit: Codable, Sendable {
    public var id: StockUnitID
    public init(id: StockUnitID) { self.id = id }
}

public struct ByOrder: Codable, Sendable {
    public var orderID: OrderID
    public init(orderID: OrderID) { self.orderID = orderID }
}

public struct ProductIDsQuery: Codable, Sendable, Validated {
    public var ids: [ProductID]
    public init(ids: [ProductID]) { self.ids = ids }

    public static let rules: [Rule<ProductIDsQuery>] = [Rule("ids", \.ids, .count(1...100))]
}
