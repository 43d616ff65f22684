import FoundationEssentials
import Glibc
import Security

/// The public keys of all services, as a JSON Web Key Set whose keys name their owners. Several keys of one owner are
/// good at once, so that a key can be exchanged while tokens by the one before are on their way.
struct PeerKeysFile: Sendable {
    /// A file that cannot be trusted as it is.
    struct Unusable: Error, CustomStringConvertible {
        let path: String
        let reason: String
        var description: String { "\(path): \(reason)" }
    }

    let path: String

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    func load() throws -> [VerificationKey] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Unusable(path: path, reason: "cannot be read")
        }
        let keys: [VerificationKey]
        do throws(KeyError) {
            keys = try KeySet(jwks: Array(data)).verification
        } catch {
            throw Unusable(path: path, reason: "holds no set of public keys")
        }
        guard !keys.isEmpty else { throw Unusable(path: path, reason: "holds no key") }
        // A key without an owner would be good for every name, and one with two owners for the first of them.
        guard keys.allSatisfy({ $0.owner?.isEmpty == false }) else {
            throw Unusable(path: path, reason: "holds a key without an owner")
        }
        guard Set(keys.map(\.id)).count == keys.count else {
            throw Unusable(path: path, reason: "holds a key twice: each service needs one of its own")
        }
        return keys
    }

    /// Writes the file anew and lets it appear at once, whole. It holds nothing secret.
    func save(_ keys: [VerificationKey]) throws {
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Unusable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let bytes = KeySet(verification: keys).jwks + [UInt8(ascii: "\n")]
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
            rename(temporary, path) == 0
        else { throw Unusable(path: path, reason: String(cString: strerror(errno))) }
    }
}
