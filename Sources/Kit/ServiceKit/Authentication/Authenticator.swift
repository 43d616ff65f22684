public import Endpoints

/// Makes an identity of a bearer token.
public protocol Authenticator: Sendable {
    /// - Parameters:
    ///   - token: what stands behind `Bearer`.
    ///   - kind: whose token is wanted. A token of the other kind is refused: no user reaches an internal endpoint,
    ///     and no service acts as a user.
    ///   - audience: the service that is called; a service's token must be made out to it.
    func identity(
        of token: String, kind: Identity.Kind, audience: String
    ) async throws(AuthenticationFailure) -> Identity
}

/// Why a token was refused. The reason goes to the log; the client learns no more than that it has to log in again.
public struct AuthenticationFailure: Error, Equatable, CustomStringConvertible {
    /// For the log.
    public let reason: String
    /// Whether the token was good once: a client then knows to refresh it.
    public let isExpired: Bool

    /// Makes a failure.
    public init(_ reason: String, isExpired: Bool = false) {
        self.reason = reason
        self.isExpired = isExpired
    }

    public var description: String { reason }
}
