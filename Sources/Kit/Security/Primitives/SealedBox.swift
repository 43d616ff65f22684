import CSodium
public import Values

/// Encrypts what has to lie in a database for a while, as a mail that holds a secret: XChaCha20-Poly1305 with a random
/// nonce. The context is bound to the box, so that it cannot be put in another row's place.
public struct SealedBox: Sendable {
    /// The box was changed, belongs to another context or to another key.
    public struct Unreadable: Error, Hashable {
        public init() {}
    }

    /// The length of a key.
    public static let keyBytes = Int(crypto_aead_xchacha20poly1305_IETF_KEYBYTES)

    private static let version: UInt8 = 1
    private static let nonceBytes = Int(crypto_aead_xchacha20poly1305_IETF_NPUBBYTES)
    private static let tagBytes = Int(crypto_aead_xchacha20poly1305_IETF_ABYTES)

    private let key: Secret<[UInt8]>
    private let random: RandomSource

    /// Nil unless the key has 32 bytes.
    public init?(key: Secret<[UInt8]>, random: RandomSource = .system) {
        guard key.reveal().count == Self.keyBytes else { return nil }
        self.key = key
        self.random = random
    }

    /// - Parameter context: says what the box is for, as `mail:0193…`; needed again to open it.
    public func seal(_ content: [UInt8], context: String) -> [UInt8] {
        let nonce = random.bytes(Self.nonceBytes)
        var sealed = [UInt8](repeating: 0, count: content.count + Self.tagBytes)
        var length: UInt64 = 0
        let context = Array(context.utf8)
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            &sealed, &length, content, UInt64(content.count), context, UInt64(context.count), nil, nonce, key.reveal())
        return [Self.version] + nonce + sealed
    }

    /// - Throws: `Unreadable`, without a word on why.
    public func open(_ box: [UInt8], context: String) throws(Unreadable) -> [UInt8] {
        guard box.first == Self.version, box.count >= 1 + Self.nonceBytes + Self.tagBytes else { throw Unreadable() }
        let nonce = Array(box[1...Self.nonceBytes])
        let sealed = Array(box[(1 + Self.nonceBytes)...])
        var content = [UInt8](repeating: 0, count: sealed.count - Self.tagBytes)
        var length: UInt64 = 0
        let context = Array(context.utf8)
        let status = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &content, &length, nil, sealed, UInt64(sealed.count), context, UInt64(context.count), nonce, key.reveal())
        guard status == 0 else { throw Unreadable() }
        return content
    }
}
