import Contracts

/// Every kind of caller that a route may meet.
enum Who: String, CaseIterable, Sendable {
    case anonymous, guest, buyer, otherBuyer, seller, otherSeller, staff, admin
    /// A service whose token is made out to the one that is called, and one whose token is not.
    case peer, strayPeer
    case expired, otherAudience, foreignKey, garbage

    /// The role of a user with a good token; nil for all others.
    var role: Role? {
        switch self {
        case .buyer, .otherBuyer: .buyer
        case .seller, .otherSeller: .seller
        case .staff: .staff
        case .admin: .admin
        default: nil
        }
    }

    /// Shows a token that no route for users takes.
    var showsBadToken: Bool {
        switch self {
        case .peer, .strayPeer, .expired, .otherAudience, .foreignKey, .garbage: true
        default: false
        }
    }
}
