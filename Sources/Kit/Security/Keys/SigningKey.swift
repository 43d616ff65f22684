import COpenSSL
public import Values

/// A private key for ES256. It prints as its identifier.
public struct SigningKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The public half.
    public let verification: VerificationKey

    private let key: EVPKey

    private init(key: EVPKey, owner: String?) throws(KeyError) {
        self.key = key
        verification = try VerificationKey(of: key, owner: owner)
    }

    /// A new key.
    public static func generate(owner: String? = nil) throws(KeyError) -> SigningKey {
        guard let pointer = souk_p256_generate() else { throw .library }
        return try SigningKey(key: EVPKey(owning: pointer), owner: owner)
    }

    /// Reads a private key in PEM.
    public init(pem: Secret<String>, owner: String? = nil) throws(KeyError) {
        guard let pointer = Self.read(pem.reveal()) else {
            ERR_clear_error()
            throw .malformed
        }
        try self.init(key: EVPKey(owning: pointer), owner: owner)
    }

    private static func read(_ pem: String) -> OpaquePointer? {
        // The library copies nothing: it reads in these bytes until the source is freed.
        Array(pem.utf8).withUnsafeBytes { bytes in
            guard let source = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return nil }
            defer { BIO_free(source) }
            // With a password that is empty an encrypted file is refused; with none the library would ask the terminal.
            var password: [CChar] = [0]
            return PEM_read_bio_PrivateKey(source, nil, nil, &password)
        }
    }

    /// The private key in PEM (PKCS #8).
    public func pem() throws(KeyError) -> Secret<String> {
        guard let target = BIO_new(BIO_s_mem()) else { throw .library }
        defer { BIO_free(target) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        guard PEM_write_bio_PrivateKey(target, key.pointer, nil, nil, 0, nil, nil) == 1,
            case let count = BIO_read(target, &bytes, Int32(bytes.count)), count > 0
        else { throw .library }
        return Secret(String(decoding: bytes.prefix(Int(count)), as: UTF8.self))
    }

    /// Names the key in tokens and key sets.
    public var id: String { verification.id }

    public var description: String { "SigningKey(\(id))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["id": id]) }

    func sign(_ message: [UInt8]) throws(KeyError) -> [UInt8] {
        try ES256.sign(message, with: key)
    }
}
