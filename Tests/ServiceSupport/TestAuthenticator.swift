public import Endpoints
import JSON
public import ServiceKit
import Values

/// Takes the tokens of `TestCaller`, and holds them to the same rules as the real ones: a user's where a user's is
/// wanted, a service's where a service's is.
public struct TestAuthenticator: Authenticator {
    public init() {}

    public func identity(
        of token: String, kind: Identity.Kind, audience: String
    ) async throws(AuthenticationFailure) -> Identity {
        guard let bytes = Base64URL.decode(token), let json = try? JSONValue.parse(bytes),
            let subject = json["subject"]?.stringValue
        else { throw AuthenticationFailure("not a test token") }
        let isUser = json["kind"]?.stringValue == "user"
        guard isUser == (kind == .user) else { throw AuthenticationFailure("the token is of the other kind") }
        let caller =
            isUser
            ? TestCaller.user(
                subject, role: json["role"]?.stringValue ?? "", name: json["name"]?.stringValue ?? "",
                sessionID: json["session"]?.stringValue)
            : TestCaller.service(subject)
        guard let identity = caller.identity else { throw AuthenticationFailure("nobody") }
        return identity
    }
}
