/// What a user may be in the shop. Admins are staff who may manage staff.
public enum Role: String, Codable, Sendable, CaseIterable {
    case buyer, seller, staff, admin

    public var isStaff: Bool { self == .staff || self == .admin }
}
