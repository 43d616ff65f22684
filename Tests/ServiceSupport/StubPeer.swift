public import Endpoints
import HTTP
import Observability
public import ServiceKit
import Values

/// Peers that a test puts in the place of real ones.
public enum StubPeer {
    /// A peer that answers what the routes say. A call that is not among them fails: 404 of an unknown route.
    public static func answering(_ name: String, @RoutesBuilder _ routes: () -> Routes) throws -> PeerClient {
        let host = try ServiceHost(name: name, routes: routes(), environment: ServiceTester.environment)
        return client(name, over: InProcessTransport(logger: Logger(label: "stub", handlers: [])) { host })
    }

    /// A peer that is down.
    public static func unreachable(_ name: String) -> PeerClient {
        client(name, over: InProcessTransport(logger: Logger(label: "stub", handlers: [])) { nil })
    }

    /// A peer whose answers get lost: each call times out at once. What `effect` does happens all the same.
    public static func losingAnswers(
        _ name: String, effect: @escaping @Sendable () async -> Void = {}
    ) -> PeerClient {
        client(name, over: LossyTransport(effect: effect))
    }

    /// A client that speaks as a service, over any transport.
    public static func client(_ name: String, over transport: any PeerTransport) -> PeerClient {
        // Patient, so that a busy machine does not look like a peer that is away.
        PeerClient(to: name, over: transport, deadline: .seconds(20)) { _ in
            Secret(String((TestCaller.service("tester").authorization ?? "").dropFirst("Bearer ".count)))
        }
    }
}

private struct LossyTransport: PeerTransport {
    let effect: @Sendable () async -> Void

    func send(_ request: HTTPRequest, deadline: Duration) async throws(PeerTransportError) -> HTTPResponse {
        await effect()
        throw .timedOut
    }
}
