public import Endpoints
public import Values

public struct ByCartItem: Codable, Sendable {
    public var productID: ProductID
    public init(productID: ProductID) { self.productID = productID }
}

public struct CartAddition: RequestBody, Encodable, Validated {
    public var productID: ProductID
    public var quantity: Int?

    public init(productID: ProductID, quantity: Int? = nil) {
        self.productID = productID
        self.quantity = quantity
    }

    public static let rules: [Rule<CartAddition>] = [Rule("quantity", \.quantity, .range(1...100_000))]
}

public struct CartQuantity: RequestBody, Encodable, Validated {
    public var quantity: Int

    public init(quantity: Int) { self.quantity = quantity }

    public static let rules: [Rule<CartQuantity>] = [Rule("quantity", \.quantity, .range(1...100_000))]
}

public struct CartMerge: RequestBody, Encodable {
    public var cartToken: Secret<String>
    public init(cartToken: Secret<String>) { self.cartToken = cartToken }
}

/// Where the goods go, and optionally the total that the buyer has seen.
public struct Checkout: RequestBody, Encodable, Validated {
    public var shippingAddress: String
    public var expectedTotal: Money?

    public init(shippingAddress: String, expectedTotal: Money? = nil) {
        self.shippingAddress = shippingAddress
        self.expectedTotal = expectedTotal
    }

    public static let rules: [Rule<Checkout>] = [
        Rule("shipping_address", \.shippingAddress, .length(1...500), .notBlank)
    ]
}
