import FoundationEssentials
import Glibc
import Security
import ServiceKit
import Values

/// The keys of a shop that runs as several processes, in a folder from which each process gets what is its own:
///
///     signing.pem        accounts: signs access tokens
///     services/NAME.pem  each service: signs its calls to others
///     peers.json         everybody: the public halves of these, by the names of the services
///     sealing.key        accounts, notifications: seals what they keep secret
struct ClusterKeys: Sendable {
    let folder: String

    private var signing: SigningKeyFile { SigningKeyFile(path: "\(folder)/signing.pem") }
    private var sealing: SealingKeyFile { SealingKeyFile(path: "\(folder)/sealing.key") }
    private var peers: PeerKeysFile { PeerKeysFile(path: "\(folder)/peers.json") }
    private func path(of service: String) -> String { "\(folder)/services/\(service).pem" }

    /// Makes what is missing, and leaves what is there.
    /// - Returns: what was made, by file.
    func complete() throws -> [String] {
        try makeFolders()
        var made: [String] = []
        func note(_ path: String, _ make: () throws -> Void) rethrows {
            let isThere = FileManager.default.fileExists(atPath: path)
            try make()
            if !isThere { made.append(path) }
        }
        try note(signing.path) { _ = try signing.loadOrCreate() }
        for service in Settings.storingServices {
            try note(path(of: service)) { _ = try SigningKey.loadOrCreate(at: path(of: service)) }
        }
        try note(sealing.path) { _ = try sealing.loadOrCreate() }
        try note(peers.path) { try publish(next: [:], keepsPrevious: true) }
        return made
    }

    /// Puts new keys in force, for access tokens and for each service. What lies sealed needs its key: that one stays.
    ///
    /// The public halves come first, and those before stay beside them, so that at each moment everybody can verify
    /// what anybody signs.
    /// - Returns: the files that have a new key.
    func rotate() throws -> [String] {
        _ = try complete()
        var next: [String: SigningKey] = [:]
        for service in Settings.storingServices {
            let key = try SigningKey.generate(owner: service)
            let draft = path(of: service) + ".new"
            unlink(draft)
            try key.save(to: draft)
            next[service] = key
        }
        try publish(next: next, keepsPrevious: true)
        for service in Settings.storingServices {
            guard rename(path(of: service) + ".new", path(of: service)) == 0 else {
                throw DataDirectory.Unusable(path: path(of: service), reason: String(cString: strerror(errno)))
            }
        }
        _ = try signing.rotate()
        return [signing.path] + Settings.storingServices.map(path)
    }

    /// Trusts no key any more but those that sign now: after a rotation, or at once where a key was stolen.
    func forgetPrevious() throws {
        _ = try complete()
        try publish(next: [:], keepsPrevious: false)
        signing.forgetPrevious()
    }

    /// Writes the public halves: for each service the next key if there is one, the one in its file, and the one before.
    private func publish(next: [String: SigningKey], keepsPrevious: Bool) throws {
        let known = peers.exists ? try peers.load() : []
        var keys: [VerificationKey] = []
        for service in Settings.storingServices {
            let current = try SigningKey(contentsOf: path(of: service), owner: service).verification
            var own = [next[service]?.verification, current].compactMap { $0 }
            if keepsPrevious {
                own += known.filter { key in key.owner == service && !own.contains { $0.id == key.id } }
            }
            // The key in force and one before it: whoever rotates twice at once means to be rid of the first.
            keys += own.prefix(keepsPrevious ? 2 : 1)
        }
        // Keys of services that this version does not know are not its own to drop.
        keys += known.filter { key in key.owner.map { !Settings.storingServices.contains($0) } ?? false }
        try peers.save(keys)
    }

    private func makeFolders() throws {
        do {
            try FileManager.default.createDirectory(atPath: folder + "/services", withIntermediateDirectories: true)
        } catch {
            throw DataDirectory.Unusable(path: folder, reason: "cannot be made")
        }
        guard chmod(folder + "/services", 0o700) == 0 else {
            throw DataDirectory.Unusable(path: folder, reason: String(cString: strerror(errno)))
        }
    }
}
