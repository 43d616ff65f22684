public import Messaging
public import Values

/// What every event of an order tells.
public struct OrderEventData: Codable, Sendable {
    public struct Item: Codable, Sendable {
        public var productID: ProductID
        public var productName: String
        public var quantity: Int
        public var price: Money

        public init(productID: ProductID, productName: String, quantity: Int, price: Money) {
            self.productID = productID
            self.productName = productName
            self.quantity = quantity
            self.price = price
        }
    }

    public var orderID: OrderID
    public var userID: UserID
    public var status: OrderStatusName
    public var totalAmount: Money
    public var currency: Currency
    public var items: [Item]

    public init(
        orderID: OrderID, userID: UserID, status: OrderStatusName, totalAmount: Money, currency: Currency,
        items: [Item]
    ) {
        self.orderID = orderID
        self.userID = userID
        self.status = status
        self.totalAmount = totalAmount
        self.currency = currency
        self.items = items
    }
}

/// An event of an order: its type says what happened, its data is the order as it then was.
public protocol OrderEvent: Event {
    var order: OrderEventData { get }
    init(_ order: OrderEventData)
}

extension OrderEvent {
    public var subject: String { "orders/\(order.orderID)" }

    public init(from decoder: any Decoder) throws {
        self.init(try OrderEventData(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try order.encode(to: encoder)
    }
}

public struct OrderPlaced: OrderEvent {
    public static let type = "order.placed"
    public let order: OrderEventData
    public init(_ order: OrderEventData) { self.order = order }
}

public struct OrderConfirmed: OrderEvent {
    public static let type = "order.confirmed"
    public let order: OrderEventData
    public init(_ order: OrderEventData) { self.order = order }
}

public struct OrderRejected: OrderEvent {
    public static let type = "order.rejected"
    public let order: OrderEventData
    public init(_ order: OrderEventData) { self.order = order }
}

public struct OrderCancelled: OrderEvent {
    public static let type = "order.cancelled"
    public let order: OrderEventData
    public init(_ order: OrderEventData) { self.order = order }
}

public struct OrderPacked: OrderEvent {
    public static let type = "order.packed"
    public let order: OrderEventData
    public init(_ order: OrderEventData) { self.order = order }
}

public struct OrderShipped: OrderEvent {
    public static let type = "order.shipped"
    public let order: OrderEventData
    public init(_ order: OrderEventData) { self.order = order }
}

public struct OrderDelivered: OrderEvent {
    public static let type = "order.delivered"
    public let order: OrderEventData
    public init(_ order: OrderEventData) { self.order = order }
}

public struct OrderFailed: OrderEvent {
    public static let type = "order.failed"
    public let order: OrderEventData
    public init(_ order: OrderEventData) { self.order = order }
}
