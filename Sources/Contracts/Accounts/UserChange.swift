public import Endpoints
public import Values

public struct UserChange: RequestBody, Encodable, Validated {
    public var username: String?
    public var email: EmailAddress?
    public var firstName: String?
    public var lastName: String?

    public init(
        username: String? = nil, email: EmailAddress? = nil, firstName: String? = nil, lastName: String? = nil
    ) {
        self.username = username
        self.email = email
        self.firstName = firstName
        self.lastName = lastName
    }

    public static let rules: [Rule<UserChange>] = [
        Rule("username", \.username, .username),
        Rule("first_name", \.firstName, .length(0...150)),
        Rule("last_name", \.lastName, .length(0...150)),
    ]
}
