public import Endpoints
public import Values

public struct UserReplacement: RequestBody, Encodable, Validated {
    public var username: String
    public var email: EmailAddress
    public var firstName: String?
    public var lastName: String?

    public init(username: String, email: EmailAddress, firstName: String? = nil, lastName: String? = nil) {
        self.username = username
        self.email = email
        self.firstName = firstName
        self.lastName = lastName
    }

    public static let rules: [Rule<UserReplacement>] = [
        Rule("username", \.username, .username),
        Rule("first_name", \.firstName, .length(0...150)),
        Rule("last_name", \.lastName, .length(0...150)),
    ]
}
