/// An Argon2id hash with its salt and parameters, as it lies in the database. It does not print itself.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The text to be stored: `$argon2id$v=19$m=…`.
    public let encoded: String

    public init(encoded: String) {
        self.encoded = encoded
    }

    public var description: String { "<redacted>" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
