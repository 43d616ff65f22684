public import Endpoints
public import Values

public struct ByMailRequest: Codable, Sendable {
    public var id: MailRequestID
    public init(id: MailRequestID) { self.id = id }
}

/// A mail with a secret in it. It travels between services only, never in an event.
public struct MailRequest: RequestBody, Encodable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case emailVerification = "email_verification"
        case passwordReset = "password_reset"
    }

    public var kind: Kind
    public var recipient: EmailAddress
    public var username: String
    public var token: Secret<String>
    /// Whose mail it is: when the account is closed, the address is forgotten here too.
    public var userID: UserID?

    public init(
        kind: Kind, recipient: EmailAddress, username: String, token: Secret<String>, userID: UserID? = nil
    ) {
        self.kind = kind
        self.recipient = recipient
        self.username = username
        self.token = token
        self.userID = userID
    }
}
