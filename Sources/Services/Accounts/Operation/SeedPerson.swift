public import Contracts
public import Values

/// Somebody whom the demonstration shop starts with.
public struct SeedPerson: Sendable {
    public var username: String
    public var email: EmailAddress
    public var firstName: String
    public var lastName: String
    public var role: NewUser.OpenRole
    public var phone: String
    public var address: String
    public var storeName: String

    public init(
        username: String, email: EmailAddress, firstName: String, lastName: String, role: NewUser.OpenRole,
        phone: String = "", address: String = "", storeName: String = ""
    ) {
        self.username = username
        self.email = email
        self.firstName = firstName
        self.lastName = lastName
        self.role = role
        self.phone = phone
        self.address = address
        self.storeName = storeName
    }
}
