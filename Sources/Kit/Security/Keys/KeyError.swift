/// Why a key cannot be used. It never holds the key.
public enum KeyError: Error, Hashable, Sendable {
    /// It cannot be read as a key at all.
    case malformed
    /// It is a key, but not one on the curve P-256.
    case unsupported
    /// The file cannot be read or written.
    case file(path: String, errorNumber: Int32)
    /// The set has keys to verify by, and none to sign with.
    case noSigningKey
    /// The library refused.
    case library
}
