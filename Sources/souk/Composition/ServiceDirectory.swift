import EventLoops
import HTTP
import Observability
import ServiceKit

/// Where services find each other inside one process.
///
/// They call each other in a circle, so each gets its way to the others before all of them exist.
final class ServiceDirectory: Sendable {
    private let responders = Lock<[String: any Responder]>([:])

    func register(_ responder: any Responder, as name: String) {
        responders.withLock { $0[name] = responder }
    }

    /// The way to a service of this process.
    func transport(to peer: String, logger: Logger) -> any PeerTransport {
        InProcessTransport(logger: logger) { [weak self] in self?.responders.withLock { $0[peer] } }
    }
}
