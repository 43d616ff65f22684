import Contracts

/// What is written down about who did what.
enum AuditAction: Sendable {
    case performed(UserAction.Action)
    case changedUser
    case changedProfile
    case changedAddress
    case changedPassword
    case resetPassword
    case closedAccount
    case madeSuperuser
    /// A refresh token came a second time: somebody else has a copy.
    case sawTokenReuse

    var text: String {
        switch self {
        case .performed(let action): action.rawValue
        case .changedUser: "change_user"
        case .changedProfile: "change_profile"
        case .changedAddress: "change_address"
        case .changedPassword: "change_password"
        case .resetPassword: "reset_password"
        case .closedAccount: "close_account"
        case .madeSuperuser: "make_superuser"
        case .sawTokenReuse: "token_reuse"
        }
    }
}
