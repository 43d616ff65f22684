public import Values

public struct ProfileView: Codable, Sendable {
    public var user: UserID
    public var phone: String
    public var address: String
    public var storeName: String
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        user: UserID, phone: String, address: String, storeName: String, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.user = user
        self.phone = phone
        self.address = address
        self.storeName = storeName
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
