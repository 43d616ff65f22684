public import Endpoints
public import Values

/// The lines that an order wants to hold. A price that is given has to be today's.
public struct ReservationRequest: RequestBody, Encodable, Validated {
    public struct Line: Codable, Sendable, Validated {
        public var productID: ProductID
        public var quantity: Int
        public var price: Money?

        public init(productID: ProductID, quantity: Int, price: Money? = nil) {
            self.productID = productID
            self.quantity = quantity
            self.price = price
        }

        public static let rules: [Rule<Line>] = [Rule("quantity", \.quantity, .range(1...1_000_000))]
    }

    public var lines: [Line]

    public init(lines: [Line]) { self.lines = lines }

    public static let rules: [Rule<ReservationRequest>] = [
        Rule("lines", \.lines, .count(1...1000), .distinct("product_id", by: \.productID))
    ]
}
