public import Values

/// A random token of 256 bits that means nothing by itself: refresh tokens, links in mails, guests' carts.
///
/// The client gets the text, the database the hash: who reads the database cannot use what stands there.
public struct OpaqueToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private static let byteCount = 32

    private let secret: Secret<String>

    /// What is stored and searched for: 32 bytes.
    public let hash: [UInt8]

    /// A new token.
    public static func generate(random: RandomSource = .system) -> OpaqueToken {
        OpaqueToken(checked: Base64URL.encode(random.bytes(byteCount)))
    }

    /// A token that a client sent; nil if it cannot be one of ours.
    public init?(_ text: String) {
        guard text.utf8.count == 43, Base64URL.decode(text)?.count == Self.byteCount else { return nil }
        self.init(checked: text)
    }

    private init(checked text: String) {
        secret = Secret(text)
        hash = SHA256Digest(of: text).bytes
    }

    /// The token itself, for the answer to the client.
    public func reveal() -> String { secret.reveal() }

    public var description: String { "<redacted>" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
