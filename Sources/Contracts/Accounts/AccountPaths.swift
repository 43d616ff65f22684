public import Values

public struct ByUser: Codable, Sendable {
    public var id: UserID
    public init(id: UserID) { self.id = id }
}

public struct ByProfile: Codable, Sendable {
    public var userID: UserID
    public init(userID: UserID) { self.userID = userID }
}

public struct BySession: Codable, Sendable {
    public var id: SessionID
    public init(id: SessionID) { self.id = id }
}

public struct UserIDsQuery: Codable, Sendable {
    public var ids: [UserID]
    public init(ids: [UserID]) { self.ids = ids }
}
