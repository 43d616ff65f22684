public import Values

/// An order as a seller sees it: own lines, and nothing of the buyer.
public struct SellingOrderView: Codable, Sendable {
    public var id: OrderID
    public var status: OrderStatusName
    public var currency: Currency
    public var items: [OrderView.Item]
    public var createdAt: Timestamp

    public init(
        id: OrderID, status: OrderStatusName, currency: Currency, items: [OrderView.Item], createdAt: Timestamp
    ) {
        self.id = id
        self.status = status
        self.currency = currency
        self.items = items
        self.createdAt = createdAt
    }
}
