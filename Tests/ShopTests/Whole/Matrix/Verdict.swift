import Contracts
import Endpoints

/// What a route has to answer to somebody.
enum Verdict: Equatable, Sendable {
    case allowed
    case refused(Int)

    /// From the declared access of the route, and who owns what it touches.
    init(_ operation: OperationDescription, _ who: Who, _ visit: Visit) {
        self = Self.byAccess(operation.access, who)
        if self == .allowed, let owners = visit.owners, !owners.contains(who) { self = .refused(visit.refusal) }
    }

    private static func byAccess(_ access: Access, _ who: Who) -> Verdict {
        switch access.token {
        case .none: .allowed
        case .optional: who.showsBadToken ? .refused(401) : .allowed
        case .service: who == .peer ? .allowed : .refused(401)
        case .user: byRole(access.name, who)
        }
    }

    private static func byRole(_ name: String, _ who: Who) -> Verdict {
        guard let role = who.role else { return .refused(401) }
        let isAdmitted =
            switch name {
            case "any user": true
            case "seller": role == .seller
            case "seller or staff": role == .seller || role.isStaff
            case "staff": role.isStaff
            case "admin": role == .admin
            // A kind of caller that this table does not know admits nobody, so that the test fails.
            default: false
            }
        return isAdmitted ? .allowed : .refused(403)
    }
}
