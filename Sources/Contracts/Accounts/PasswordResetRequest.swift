public import Endpoints
public import Values

public struct PasswordResetRequest: RequestBody, Encodable {
    public var email: EmailAddress

    public init(email: EmailAddress) { self.email = email }
}
