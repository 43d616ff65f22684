public import Endpoints
public import Values

public struct OrderAddress: RequestBody, Encodable, Validated {
    public var shippingAddress: String

    public init(shippingAddress: String) { self.shippingAddress = shippingAddress }

    public static let rules: [Rule<OrderAddress>] = [
        Rule("shipping_address", \.shippingAddress, .length(1...500), .notBlank)
    ]
}

/// The units that go into the parcel, by order line.
public struct OrderPacking: RequestBody, Encodable {
    public var units: [OrderLineID: [StockUnitID]]?

    public init(units: [OrderLineID: [StockUnitID]]? = nil) { self.units = units }
}

public struct OrderFailure: RequestBody, Encodable, Validated {
    public var reason: String

    public init(reason: String) { self.reason = reason }

    public static let rules: [Rule<OrderFailure>] = [Rule("reason", \.reason, .length(1...500), .notBlank)]
}
