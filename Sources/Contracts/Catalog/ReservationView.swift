public import Values

public enum ReservationState: String, Codable, Sendable, CaseIterable {
    case held, packed, fulfilled, released
}

/// What is held for an order, with the names and prices of that moment.
public struct ReservationView: Codable, Sendable {
    public struct Line: Codable, Sendable {
        public var productID: ProductID
        public var productName: String
        public var quantity: Int
        public var price: Money
        public var sellerID: UserID?
        /// The copies that packing assigned; empty for goods that are only counted.
        public var units: [StockUnitID]

        public init(
            productID: ProductID, productName: String, quantity: Int, price: Money, sellerID: UserID?,
            units: [StockUnitID] = []
        ) {
            self.productID = productID
            self.productName = productName
            self.quantity = quantity
            self.price = price
            self.sellerID = sellerID
            self.units = units
        }
    }

    public var orderID: OrderID
    public var state: ReservationState
    public var currency: Currency
    public var lines: [Line]

    public init(orderID: OrderID, state: ReservationState, currency: Currency, lines: [Line]) {
        self.orderID = orderID
        self.state = state
        self.currency = currency
        self.lines = lines
    }
}
