public import Endpoints
public import Values

/// A registration. Staff are made by staff, never by registering.
public struct NewUser: RequestBody, Encodable, Validated {
    public enum OpenRole: String, Codable, Sendable, CaseIterable { case buyer, seller }

    public var username: String
    public var email: EmailAddress
    public var password: Secret<String>
    public var firstName: String?
    public var lastName: String?
    public var phone: String?
    public var address: String?
    public var storeName: String?
    public var role: OpenRole?

    public init(username: String, email: EmailAddress, password: Secret<String>, role: OpenRole? = nil) {
        self.username = username
        self.email = email
        self.password = password
        self.role = role
    }

    public static let rules: [Rule<NewUser>] = [
        Rule("username", \.username, .username),
        Rule("password", \.passwordText, .length(8...128)),
        Rule("first_name", \.firstName, .length(0...150)),
        Rule("last_name", \.lastName, .length(0...150)),
        Rule("phone", \.phone, .length(0...30)),
        Rule("address", \.address, .length(0...500)),
        Rule("store_name", \.storeName, .length(0...150)),
    ]

    private var passwordText: String { password.reveal() }
}
