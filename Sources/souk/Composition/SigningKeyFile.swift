import FoundationEssentials
import Glibc
import Security
import ServiceKit

/// The key that signs access tokens, in a PEM file, and beside it the one before, whose tokens live on for minutes.
struct SigningKeyFile: Sendable {
    let path: String

    init(path: String) {
        self.path = path
    }

    init(_ configuration: Configuration) throws {
        path =
            try configuration.readIfSet(Settings.signingKeyFile)
            ?? configuration.read(Settings.dataDirectory) + "/keys/signing.pem"
    }

    /// `signing.previous.pem` beside `signing.pem`.
    var previousPath: String {
        path.hasSuffix(".pem") ? path.dropLast(4) + ".previous.pem" : path + ".previous"
    }

    /// The keys in the files; the current one is made if there is none.
    func loadOrCreate() throws -> KeySet {
        _ = try SigningKey.loadOrCreate(at: path)
        return try load()
    }

    func load() throws -> KeySet {
        let current = try SigningKey(contentsOf: path)
        guard FileManager.default.fileExists(atPath: previousPath) else { return KeySet(current: current) }
        return KeySet(current: current, previous: [try SigningKey(contentsOf: previousPath).verification])
    }

    /// Puts a new key in force. At no moment is the file missing: a running shop may look at any time.
    /// - Returns: the new key's id.
    func rotate() throws -> String {
        let key = try SigningKey.generate()
        let (next, last) = (path + ".new", previousPath + ".new")
        unlink(next)
        unlink(last)
        try key.save(to: next)
        if link(path, last) == 0 { try move(last, to: previousPath) }
        try move(next, to: path)
        return key.id
    }

    /// From the next look at the files on, the key before counts for nothing, nor do the tokens that it signed.
    func forgetPrevious() {
        unlink(previousPath)
    }

    private func move(_ old: String, to new: String) throws {
        guard rename(old, new) == 0 else {
            throw DataDirectory.Unusable(path: new, reason: String(cString: strerror(errno)))
        }
    }
}
