public import Endpoints
public import HTTP

/// A user who offers goods.
public struct Seller: Principal {
    public static let access = Access(name: "seller", token: .user)

    public let user: User

    public init(_ identity: Identity?) throws(Problem) {
        user = try User(identity)
        guard user.role == .seller else { throw .forbidden }
    }
}
