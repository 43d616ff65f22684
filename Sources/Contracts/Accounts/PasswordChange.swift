public import Endpoints
public import Values

public struct PasswordChange: RequestBody, Encodable, Validated {
    public var currentPassword: Secret<String>
    public var newPassword: Secret<String>

    public init(currentPassword: Secret<String>, newPassword: Secret<String>) {
        self.currentPassword = currentPassword
        self.newPassword = newPassword
    }

    public static let rules: [Rule<PasswordChange>] = [Rule("new_password", \.newPasswordText, .length(8...128))]

    private var newPasswordText: String { newPassword.reveal() }
}
