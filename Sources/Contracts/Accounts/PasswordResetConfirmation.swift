public import Endpoints
public import Values

public struct PasswordResetConfirmation: RequestBody, Encodable, Validated {
    public var token: Secret<String>
    public var newPassword: Secret<String>

    public init(token: Secret<String>, newPassword: Secret<String>) {
        self.token = token
        self.newPassword = newPassword
    }

    public static let rules: [Rule<PasswordResetConfirmation>] = [
        Rule("token", \.tokenText, .length(1...200)),
        Rule("new_password", \.newPasswordText, .length(8...128)),
    ]

    private var newPasswordText: String { newPassword.reveal() }

    private var tokenText: String { token.reveal() }
}
