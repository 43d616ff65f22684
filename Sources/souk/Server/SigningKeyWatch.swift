import EventLoops
import Observability
import Security
import ServiceKit

/// Puts a key in force that `souk keys` has made while the shop runs.
struct SigningKeyWatch: Service {
    let file: SigningKeyFile
    let ring: KeyRing
    var interval: Duration = .seconds(5)

    var name: String { "signing key watch" }

    func run() async throws {
        while !Task.isCancelled {
            try await Sleep.for(interval)
            look()
        }
    }

    private func look() {
        do {
            let keys = try file.load()
            guard let id = keys.signing?.id, id != ring.current.signing?.id else { return }
            ring.replace(with: keys)
            Logger.current.notice("a new key signs access tokens", metadata: ["key.id": "\(id)"])
        } catch {
            Logger.current.error("the signing key cannot be read", error: error)
        }
    }
}
