/// Whether a password is right; the user only if it is.
public struct PasswordVerdict: Codable, Sendable {
    public var valid: Bool
    public var user: UserView?

    public init(valid: Bool, user: UserView?) {
        self.valid = valid
        self.user = user
    }
}
