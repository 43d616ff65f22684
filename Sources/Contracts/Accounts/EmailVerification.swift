public import Endpoints
public import Values

public struct EmailVerification: RequestBody, Encodable, Validated {
    public var token: Secret<String>

    public init(token: Secret<String>) { self.token = token }

    public static let rules: [Rule<EmailVerification>] = [Rule("token", \.tokenText, .length(1...200))]

    private var tokenText: String { token.reveal() }
}
