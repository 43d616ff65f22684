import Endpoints
public import HTTP
import JSON
import Values

/// Who a test speaks as. Its token is the identity itself, which `TestAuthenticator` reads: no keys, no clock.
public struct TestCaller: Sendable {
    let identity: Identity?

    /// Nobody in particular: no token is sent.
    public static let anyone = TestCaller(identity: nil)

    /// A user with a role.
    public static func user(
        _ id: some CustomStringConvertible, role: String = "buyer", name: String = "tester", sessionID: String? = nil
    ) -> TestCaller {
        TestCaller(
            identity: Identity(
                subject: "\(id)", kind: .user, role: role, sessionID: sessionID, name: name,
                issuedAt: Timestamp(seconds: 0), expiresAt: .distantFuture))
    }

    /// Another service of ours.
    public static func service(_ name: String) -> TestCaller {
        TestCaller(
            identity: Identity(
                subject: name, kind: .service, issuedAt: Timestamp(seconds: 0), expiresAt: .distantFuture))
    }

    /// The `Authorization` field's value; nil for anyone.
    public var authorization: String? {
        identity.map { identity in
            let members: JSONValue = [
                "subject": .string(identity.subject), "kind": identity.kind == .user ? "user" : "service",
                "role": identity.role.map { .string($0) } ?? .null,
                "session": identity.sessionID.map { .string($0) } ?? .null,
                "name": identity.name.map { .string($0) } ?? .null,
            ]
            return "Bearer " + Base64URL.encode(members.encoded)
        }
    }

    /// The request with this caller's token.
    public func signing(_ request: HTTPRequest) -> HTTPRequest {
        var request = request
        request.fields[.authorization] = authorization
        return request
    }
}

extension Timestamp {
    fileprivate static var distantFuture: Timestamp { Timestamp(seconds: 32_503_680_000) }
}
