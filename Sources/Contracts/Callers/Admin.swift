public import Endpoints
public import HTTP

/// Staff who may manage staff.
public struct Admin: Principal {
    public static let access = Access(name: "admin", token: .user)

    public let user: User

    public init(_ identity: Identity?) throws(Problem) {
        user = try User(identity)
        guard user.role == .admin else { throw .forbidden }
    }
}
