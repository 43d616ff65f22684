public import Endpoints
public import Values

public struct PasswordCheck: RequestBody, Encodable {
    public var username: String
    public var password: Secret<String>

    public init(username: String, password: Secret<String>) {
        self.username = username
        self.password = password
    }
}
