public import Values

public struct ByOrderID: Codable, Sendable {
    public var id: OrderID
    public init(id: OrderID) { self.id = id }
}

public struct ByCheckout: Codable, Sendable {
    public var checkoutID: CheckoutID
    public init(checkoutID: CheckoutID) { self.checkoutID = checkoutID }
}

public struct ByCustomer: Codable, Sendable {
    public var userID: UserID
    public init(userID: UserID) { self.userID = userID }
}

public struct OpenOrders: Codable, Sendable {
    public var count: Int
    public init(count: Int) { self.count = count }
}
