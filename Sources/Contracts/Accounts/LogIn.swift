public import Endpoints
public import Values

/// A login. Either name may stand in either field; the OAuth form's other fields are read over.
public struct LogIn: FormOrJSON {
    public var username: String?
    public var email: String?
    public var password: Secret<String>
    public var grantType: String?
    public var scope: String?

    public init(username: String, password: Secret<String>) {
        self.username = username
        self.password = password
    }

    /// What the user calls themself, whichever field it came in.
    public var login: String? { username ?? email }
}
