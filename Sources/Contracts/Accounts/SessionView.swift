public import Values

/// One login: when it began, when it was last used, from where.
public struct SessionView: Codable, Sendable {
    public var id: SessionID
    public var userAgent: String
    public var address: String
    public var createdAt: Timestamp
    public var lastUsedAt: Timestamp
    public var isCurrent: Bool

    public init(
        id: SessionID, userAgent: String, address: String, createdAt: Timestamp, lastUsedAt: Timestamp,
        isCurrent: Bool
    ) {
        self.id = id
        self.userAgent = userAgent
        self.address = address
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.isCurrent = isCurrent
    }
}
