public import Messaging

/// A kind of event, with what its consumers want to know before they subscribe.
public struct ShopEvent: Sendable {
    public let type: any Event.Type
    /// What it is called on the wire.
    public var name: String { type.type }
    /// The service that sends it.
    public let source: String
    /// When it is sent.
    public let summary: String

    init(_ type: any Event.Type, from source: String, _ summary: String) {
        self.type = type
        self.source = source
        self.summary = summary
    }

    /// Every event of the shop.
    public static let all = [
        ShopEvent(UserRegistered.self, from: "accounts", "Someone has an account now."),
        ShopEvent(UserUpdated.self, from: "accounts", "The details, the role or the state of an account changed."),
        ShopEvent(UserClosed.self, from: "accounts", "An account is closed: forget what is personal of its user."),

        ShopEvent(CategoryChanged.self, from: "catalog", "A category was made, changed or deleted."),
        ShopEvent(ProductCreated.self, from: "catalog", "A product is offered."),
        ShopEvent(ProductUpdated.self, from: "catalog", "A product was changed, or put on sale again."),
        ShopEvent(ProductDisabled.self, from: "catalog", "A product was taken off sale."),
        ShopEvent(StockChanged.self, from: "catalog", "What can be sold of a product is another number now."),

        ShopEvent(OrderPlaced.self, from: "orders", "An order was placed and its outcome is known."),
        ShopEvent(OrderConfirmed.self, from: "orders", "The goods of an order are held in stock."),
        ShopEvent(OrderRejected.self, from: "orders", "The stock did not suffice, or a price had changed."),
        ShopEvent(OrderCancelled.self, from: "orders", "An order was cancelled; its goods are free again."),
        ShopEvent(OrderPacked.self, from: "orders", "The goods of an order are packed."),
        ShopEvent(OrderShipped.self, from: "orders", "The goods of an order have left."),
        ShopEvent(OrderDelivered.self, from: "orders", "The goods of an order have arrived."),
        ShopEvent(OrderFailed.self, from: "orders", "The store could not fulfil an order; its goods are free again."),

        ShopEvent(ReviewPosted.self, from: "reviews", "A product was reviewed."),
        ShopEvent(ReviewChanged.self, from: "reviews", "A review has another rating or another text."),
        ShopEvent(ReviewRemoved.self, from: "reviews", "A review was deleted."),
    ]
}
