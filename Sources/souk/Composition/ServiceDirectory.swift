import EventLoops
import HTTP
import Observability
import Security
import ServiceKit
import Values

/// Where services find each other inside one process.
///
/// They call each other in a circle, so each gets its way to the others before all of them exist.
final class ServiceDirectory: Sendable {
    private let responders = Lock<[String: any Responder]>([:])

    func register(_ responder: any Responder, as name: String) {
        responders.withLock { $0[name] = responder }
    }

    /// A client by which one service calls another.
    func client(
        for caller: String, to peer: String, keys: KeyRing, deadline: Duration, clock: WallClock, logger: Logger
    ) -> PeerClient {
        let issuer = ServiceTokenIssuer(service: caller, keys: keys, clock: clock)
        let transport = InProcessTransport(logger: logger) { [weak self] in self?.responders.withLock { $0[peer] } }
        return PeerClient(to: peer, over: transport, deadline: deadline) { audience in try issuer.token(for: audience) }
    }
}
