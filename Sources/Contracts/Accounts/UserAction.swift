public import Endpoints

/// What staff do to an account. `role` goes with `set_role` only.
public struct UserAction: RequestBody, Encodable {
    public enum Action: String, Codable, Sendable, CaseIterable {
        case activate, deactivate
        case setRole = "set_role"
        case sendPasswordReset = "send_password_reset"
        case revokeSessions = "revoke_sessions"
    }

    public var action: Action
    public var role: Role?

    public init(action: Action, role: Role? = nil) {
        self.action = action
        self.role = role
    }
}
