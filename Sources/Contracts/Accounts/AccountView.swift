public import Values

/// A user with profile, as other services see it.
public struct AccountView: Codable, Sendable {
    public var user: UserView
    public var phone: String
    public var address: String
    public var storeName: String
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        user: UserView, phone: String, address: String, storeName: String, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.user = user
        self.phone = phone
        self.address = address
        self.storeName = storeName
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

public struct AccountList: Codable, Sendable {
    public var users: [AccountView]
    public init(users: [AccountView]) { self.users = users }
}
