import Contracts
import Values

/// The letters about an order.
struct OrderLetters: Sendable {
    /// - Parameter name: what the buyer is called.
    func letter(_ kind: EmailKind, about order: OrderEventData, to name: String) -> Letter {
        let (subject, news) = Self.news(kind, order.orderID)
        return Letter(
            kind: kind, subject: subject,
            body: """
                Hello \(name),

                \(news)

                Order \(order.orderID)
                \(Self.lines(of: order))

                Total: \(order.totalAmount) \(order.currency)

                Thank you for shopping with us.

                """)
    }

    private static func news(_ kind: EmailKind, _ order: OrderID) -> (subject: String, text: String) {
        switch kind {
        case .orderShipped:
            ("Your order \(order) is on its way", "good news: your parcel has left our house.")
        case .orderDelivered:
            ("Your order \(order) has arrived", "your parcel has arrived. We hope that you like what is in it.")
        case .orderFailed:
            (
                "We cannot fulfil your order \(order)",
                "we are sorry: we cannot fulfil your order. Nothing will be sent."
            )
        case .orderCancelled:
            ("Your order \(order) is cancelled", "your order is cancelled. Nothing will be sent.")
        case .orderConfirmed, .emailVerification, .passwordReset:
            ("We have your order \(order)", "thank you for your order. We hold your goods and pack them next.")
        }
    }

    private static func lines(of order: OrderEventData) -> String {
        order.items.map { item in
            "  \(item.quantity) x \(item.productName), \(item.price) \(order.currency) each"
        }.joined(separator: "\n")
    }
}
