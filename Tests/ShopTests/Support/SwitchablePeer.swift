import Endpoints
import EventLoops
import HTTP
import Observability
import ServiceKit
import ServiceTestSupport

/// A peer that a test can switch off, or whose answers it can let get lost.
final class SwitchablePeer: PeerTransport {
    enum Condition: Sendable {
        case up
        /// Nobody listens there.
        case down
        /// What is asked for happens, but no answer comes back.
        case losingAnswers
    }

    private let state: Lock<Condition> = Lock(.up)
    private let inner: InProcessTransport

    init(_ name: String, @RoutesBuilder _ routes: () -> Routes) throws {
        let host = try ServiceHost(name: name, routes: routes(), environment: ServiceTester.environment)
        inner = InProcessTransport(logger: Logger(label: "peer", handlers: [])) { host }
    }

    var condition: Condition {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    func send(_ request: HTTPRequest, deadline: Duration) async throws(PeerTransportError) -> HTTPResponse {
        switch condition {
        case .up:
            return try await inner.send(request, deadline: deadline)
        case .down:
            throw .unreachable
        case .losingAnswers:
            _ = try await inner.send(request, deadline: deadline)
            throw .timedOut
        }
    }
}
