public import Endpoints
public import HTTP
public import Values

/// Whoever may write goods: a seller own ones, staff all of them.
public struct SellerOrStaff: Principal {
    public static let access = Access(name: "seller or staff", token: .user)

    public let user: User

    /// The seller whose goods a query is to be narrowed to; nil for staff, who may touch all.
    public var sellerID: UserID? { user.role == .seller ? user.id : nil }

    public init(_ identity: Identity?) throws(Problem) {
        user = try User(identity)
        guard user.role == .seller || user.role.isStaff else { throw .forbidden }
    }
}
