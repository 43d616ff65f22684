import FoundationEssentials
import Observability
import Security
import ServiceKit

/// What the services of this process sign their calls with, and what they verify the calls of others by.
///
/// In one process for all, one key does both. In a cluster each service has a private key of its own, and a file tells
/// everybody which public keys belong to whom: with the stolen key of one service nobody speaks in another's name.
final class ServiceKeys: Sendable {
    /// The keys of those who may call. It signs as well, where one key speaks for the whole process.
    let peers: KeySource
    private let signing: [String: KeyRing]
    private let files: Files?

    /// Where the keys of a cluster's process lie.
    private struct Files: Sendable {
        let keyPath: String
        let peers: PeerKeysFile
        let services: [String]

        /// A folder holds a file for each service; a file is the key of the one service of its process.
        func keyPath(of service: String) -> String {
            var isFolder = false
            return FileManager.default.fileExists(atPath: keyPath, isDirectory: &isFolder) && isFolder
                ? "\(keyPath)/\(service).pem" : keyPath
        }
    }

    /// One key for everybody in this process.
    init(shared key: SigningKey) {
        peers = KeySource(ring: KeyRing(KeySet(current: key)))
        signing = [:]
        files = nil
    }

    /// The keys of some services, as `souk keys --cluster` lays them down.
    /// - Parameters:
    ///   - keyPath: `SERVICE_KEY_FILE`.
    ///   - peersPath: `PEER_KEYS_FILE`.
    ///   - services: those of this process.
    init(keyPath: String, peersPath: String, services: [String]) throws {
        let files = Files(keyPath: keyPath, peers: PeerKeysFile(path: peersPath), services: services)
        let verification = try files.peers.load()
        var signing: [String: KeyRing] = [:]
        for service in services {
            let path = files.keyPath(of: service)
            guard services.count == 1 || path != keyPath else {
                throw ConfigurationError(
                    Settings.serviceKeyFile.name,
                    "names one file for \(services.joined(separator: ", ")): name the folder that holds a key for each")
            }
            let key = try SigningKey(contentsOf: path, owner: service)
            guard Self.isKnown(key, in: verification) else {
                throw ConfigurationError(
                    Settings.serviceKeyFile.name,
                    "the key in \(path) is none of \(service)'s in \(peersPath): others would refuse its calls")
            }
            signing[service] = KeyRing(KeySet(signing: key, verification: verification))
        }
        self.signing = signing
        self.files = files
        let ring = signing.count == 1 ? signing.values.first : nil
        let common = ring ?? KeyRing(KeySet(verification: verification))
        peers = KeySource(ring: common, interval: .seconds(1)) { [signing] in
            let verification = try files.peers.load()
            for ring in signing.values {
                Self.put(KeySet(signing: ring.current.signing, verification: verification), into: ring)
            }
            return KeySet(signing: ring?.current.signing, verification: verification)
        }
    }

    /// The keys by which a service of this process signs.
    func ring(of service: String) -> KeyRing { signing[service] ?? peers.ring }

    /// The files of these keys; none where nobody else changes them.
    var paths: [String] {
        files.map { files in [files.peers.path] + files.services.map(files.keyPath(of:)) } ?? []
    }

    /// Reads the files again. A new key is used only when everybody can know it.
    func reload() throws {
        guard let files else { return }
        let verification = try files.peers.load()
        for service in files.services {
            let ring = ring(of: service)
            var key = try SigningKey(contentsOf: files.keyPath(of: service), owner: service)
            if !Self.isKnown(key, in: verification), let current = ring.current.signing {
                Logger.current.warning(
                    "a new key is not among the public ones yet; the one before goes on",
                    metadata: ["service.name": "\(service)", "key.id": "\(key.id)"])
                key = current
            }
            if Self.put(KeySet(signing: key, verification: verification), into: ring) {
                Logger.current.notice(
                    "keys of services have changed",
                    metadata: ["service.name": "\(service)", "key.id": "\(key.id)"])
            }
        }
        Self.put(KeySet(signing: peers.ring.current.signing, verification: verification), into: peers.ring)
    }

    private static func isKnown(_ key: SigningKey, in keys: [VerificationKey]) -> Bool {
        keys.contains { $0.id == key.id && $0.owner == key.verification.owner }
    }

    /// Whoever changes nothing lets nobody forget what was verified.
    @discardableResult
    private static func put(_ keys: KeySet, into ring: KeyRing) -> Bool {
        guard !keys.isSame(as: ring.current) else { return false }
        ring.replace(with: keys)
        return true
    }
}
