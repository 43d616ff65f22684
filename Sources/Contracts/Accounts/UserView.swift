public import Values

public struct UserView: Codable, Sendable {
    public var id: UserID
    public var username: String
    public var email: EmailAddress
    public var firstName: String
    public var lastName: String
    public var role: Role
    public var isActive: Bool
    public var emailVerified: Bool
    public var dateJoined: Timestamp

    public init(
        id: UserID, username: String, email: EmailAddress, firstName: String, lastName: String, role: Role,
        isActive: Bool,
        emailVerified: Bool, dateJoined: Timestamp
    ) {
        self.id = id
        self.username = username
        self.email = email
        self.firstName = firstName
        self.lastName = lastName
        self.role = role
        self.isActive = isActive
        self.emailVerified = emailVerified
        self.dateJoined = dateJoined
    }
}
