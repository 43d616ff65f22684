import EventLoops
import Observability
import Security
import ServiceKit

/// Puts keys in force that `souk keys` has made, or has ceased to trust, while the shop runs.
///
/// A new key is published before it signs: another instance of accounts, which looks as often, would refuse its tokens.
struct SigningKeyWatch: Service {
    let file: SigningKeyFile
    let ring: KeyRing
    var interval: Duration = .seconds(5)
    /// Looks between the one that finds a new key and the one from which on it signs.
    static let notice = 2

    var name: String { "signing key watch" }

    func run() async throws {
        var sightings = 0
        while !Task.isCancelled {
            try await Sleep.for(interval)
            look(&sightings)
        }
    }

    /// - Parameter sightings: how often a key has been seen that does not sign yet.
    func look(_ sightings: inout Int) {
        do {
            let found = try file.load()
            let known = ring.current
            if let key = found.signing, let signing = known.signing, key.id != signing.id, sightings < Self.notice {
                sightings += 1
                let old = found.verification.contains { $0.id == signing.id } ? [] : [signing.verification]
                adopt(KeySet(signing: signing, verification: found.verification + old))
            } else {
                sightings = 0
                adopt(found)
            }
        } catch {
            Logger.current.error("the signing key cannot be read", error: error)
        }
    }

    private func adopt(_ keys: KeySet) {
        guard !keys.isSame(as: ring.current) else { return }
        ring.replace(with: keys)
        Logger.current.notice(
            "other keys are in force for access tokens",
            metadata: [
                "key.signs": "\(keys.signing?.id ?? "none")",
                "key.trusted": "\(keys.verification.map(\.id).joined(separator: " "))",
            ])
    }
}
