public import Endpoints
public import HTTP

/// The people who run the shop, admins among them.
public struct Staff: Principal {
    public static let access = Access(name: "staff", token: .user)

    public let user: User

    public init(_ identity: Identity?) throws(Problem) {
        user = try User(identity)
        guard user.role.isStaff else { throw .forbidden }
    }
}
