import Contracts
import HTTP
import ServiceKit
import Values

extension OrderView {
    init(_ order: Order, buyer: CustomerName?) {
        self.init(
            id: OrderID(order.number.rawValue),
            userID: UserID(order.buyer.rawValue),
            user: buyer.map { Customer(username: $0.username, firstName: $0.firstName, lastName: $0.lastName) },
            status: OrderStatusName(order.status),
            totalAmount: order.total,
            currency: order.currency,
            shippingAddress: order.shippingAddress.text,
            items: order.lines.map(Item.init),
            history: order.history.map { Step(status: OrderStatusName($0.status), at: $0.at, reason: $0.reason) },
            createdAt: order.createdAt,
            updatedAt: order.updatedAt)
    }
}

extension OrderView.Item {
    init(_ line: OrderLine) {
        self.init(
            id: OrderLineID(line.number.rawValue), productID: ProductID(line.product.rawValue),
            productName: line.productName, quantity: line.quantity, price: line.price)
    }
}

extension Order {
    var etag: ETag { ETag(version: version, of: number) }
    var location: String { "/api/v1/orders/\(number)/" }
}
