public import Messaging
public import Values

/// Someone has an account now. Addresses and names stay out of events.
public struct UserRegistered: Event {
    public static let type = "user.registered"
    public var userID: UserID
    public var role: Role

    public var subject: String { "users/\(userID)" }

    public init(userID: UserID, role: Role) {
        self.userID = userID
        self.role = role
    }
}

public struct UserUpdated: Event {
    public static let type = "user.updated"
    public var userID: UserID
    public var role: Role
    public var isActive: Bool

    public var subject: String { "users/\(userID)" }

    public init(userID: UserID, role: Role, isActive: Bool) {
        self.userID = userID
        self.role = role
        self.isActive = isActive
    }
}

/// The account is closed: whoever keeps something personal of this user forgets it. It comes again once no access token
/// of the account lives any more, for what has been kept since.
public struct UserClosed: Event {
    public static let type = "user.closed"
    public var userID: UserID

    public var subject: String { "users/\(userID)" }

    public init(userID: UserID) { self.userID = userID }
}
