public import Values

public struct ByEmail: Codable, Sendable {
    public var id: EmailID
    public init(id: EmailID) { self.id = id }
}
