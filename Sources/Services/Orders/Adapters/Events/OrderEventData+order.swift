import Contracts
import Values

extension OrderEventData {
    /// - Parameter status: what the event is about; an order may take two steps at once.
    init(_ order: Order, as status: OrderStatus) {
        self.init(
            orderID: OrderID(order.number.rawValue), userID: UserID(order.buyer.rawValue),
            status: OrderStatusName(status), totalAmount: order.total, currency: order.currency,
            items: order.lines.map { line in
                Item(
                    productID: ProductID(line.product.rawValue), productName: line.productName,
                    quantity: line.quantity, price: line.price)
            })
    }
}

extension OrderStatusName {
    /// The domain's states by their names on the wire.
    init(_ status: OrderStatus) {
        self =
            switch status {
            case .pending: .pending
            case .confirmed: .confirmed
            case .packed: .packed
            case .shipped: .shipped
            case .delivered: .delivered
            case .rejected: .rejected
            case .failed: .failed
            case .cancelled: .cancelled
            }
    }
}

extension OrderStatus {
    init(_ name: OrderStatusName) {
        self =
            switch name {
            case .pending: .pending
            case .confirmed: .confirmed
            case .packed: .packed
            case .shipped: .shipped
            case .delivered: .delivered
            case .rejected: .rejected
            case .failed: .failed
            case .cancelled: .cancelled
            }
    }
}
