import Security
import Values

/// The key that seals secrets at rest, in a file that only its owner can read.
struct SealingKeyFile: Sendable {
    let path: String

    /// The box of the key in the file, which is made if there is none.
    func loadOrCreate() throws -> SealedBox {
        var credentials = try Credentials(contentsOf: path)
        if credentials["key"] == nil {
            credentials["key"] = Secret(Base64URL.encode(RandomSource.system.bytes(SealedBox.keyBytes)))
            // Another process that shares the folder may have been first.
            if try !credentials.create(at: path) { credentials = try Credentials(contentsOf: path) }
        }
        guard let text = credentials["key"]?.reveal(), let bytes = Base64URL.decode(text),
            let box = SealedBox(key: Secret(bytes))
        else { throw DataDirectory.Unusable(path: path, reason: "does not hold a key") }
        return box
    }
}
