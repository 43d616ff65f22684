/// Why a token was refused. For the log: a client learns only that it was. It never holds the token.
public enum TokenError: Error, Hashable, Sendable {
    case tooLong
    /// Not three parts of base64url with JSON objects inside, or a claim that is missing, doubled or of a wrong type.
    case malformed
    /// Any algorithm but ES256.
    case algorithm
    /// A token of another kind, as a service's where a user's is wanted.
    case type
    /// No key of this name: perhaps one that came into force a moment ago.
    case unknownKey
    case signature
    case issuer
    case audience
    case expired
    case notYetValid
}
