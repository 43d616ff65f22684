public import Endpoints
public import HTTP

/// Whoever fills a cart: a user, or a guest who shows a cart token in the request's `X-Cart-Token`.
public struct Shopper: Principal {
    public static let access = Access(name: "any user or guest", token: .optional, guestHeader: "X-Cart-Token")

    public let user: User?

    public init(_ identity: Identity?) throws(Problem) {
        user = try identity.map { identity throws(Problem) in try User(identity) }
    }
}

extension HTTPFieldName {
    /// Where a guest shows the token of a cart.
    public static let cartToken = HTTPFieldName("X-Cart-Token")
}
