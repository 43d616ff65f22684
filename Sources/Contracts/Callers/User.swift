public import Endpoints
public import HTTP
public import Values

/// Any user who is logged in.
public struct User: Principal {
    public static let access = Access(name: "any user", token: .user)

    public let id: UserID
    public let role: Role
    public let username: String
    public let sessionID: SessionID?

    public var isStaff: Bool { role.isStaff }

    public init(id: UserID, role: Role, username: String, sessionID: SessionID? = nil) {
        self.id = id
        self.role = role
        self.username = username
        self.sessionID = sessionID
    }

    public init(_ identity: Identity?) throws(Problem) {
        guard let identity, identity.kind == .user, let id = UserID(identity.subject),
            let role = identity.role.flatMap(Role.init(rawValue:))
        else { throw .unauthorized }
        self.init(
            id: id, role: role, username: identity.name ?? "", sessionID: identity.sessionID.flatMap { SessionID($0) })
    }
}
