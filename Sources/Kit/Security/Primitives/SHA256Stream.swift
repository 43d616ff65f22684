import COpenSSL

/// A SHA-256 digest of bytes that come piece by piece.
public struct SHA256Stream: ~Copyable {
    private let context: OpaquePointer

    public init() throws(KeyError) {
        guard let context = EVP_MD_CTX_new() else { throw .library }
        guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            EVP_MD_CTX_free(context)
            throw .library
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// The next bytes.
    public mutating func update(_ bytes: [UInt8]) {
        EVP_DigestUpdate(context, bytes, bytes.count)
    }

    /// The digest of all bytes.
    public consuming func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &digest, nil)
        return digest
    }
}
