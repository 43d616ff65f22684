import EventLoops
import HTTP
import Observability
import ServiceKit
import ServiceTestSupport

/// The line to the fake catalog, which a test can cut: before the call, so that nothing happens there, or after, so
/// that only the answer is lost. Hooks hold a call at either end.
final class CatalogLine: PeerTransport {
    enum Mode: Sendable {
        case up, away, losingAnswers
    }

    /// A call as the hooks see it.
    enum Call: Sendable, Equatable {
        case reserve, release, pack, fulfil, other

        init(_ request: HTTPRequest) {
            let path = request.target.rawPath
            self =
                switch request.method {
                case .put: .reserve
                case .delete: .release
                case .post where path.hasSuffix("/pack/"): .pack
                case .post where path.hasSuffix("/fulfil/"): .fulfil
                default: .other
                }
        }
    }

    typealias Hook = @Sendable (Call) async -> Void

    private struct State: Sendable {
        var mode = Mode.up
        var before: Hook?
        var after: Hook?
        var calls: [Call] = []
    }

    private let state = Lock(State())
    private let inner: InProcessTransport

    init(to catalog: FakeCatalog) throws {
        let host = try ServiceHost(name: "catalog", routes: catalog.routes, environment: ServiceTester.environment)
        inner = InProcessTransport(logger: Logger(label: "stub", handlers: [])) { host }
    }

    var mode: Mode {
        get { state.withLock { $0.mode } }
        set { state.withLock { $0.mode = newValue } }
    }

    var calls: [Call] { state.withLock { $0.calls } }

    /// Runs before each call reaches the catalog.
    func before(_ hook: Hook?) { state.withLock { $0.before = hook } }

    /// Runs once the catalog has done its work, before anybody hears of it.
    func after(_ hook: Hook?) { state.withLock { $0.after = hook } }

    func send(_ request: HTTPRequest, deadline: Duration) async throws(PeerTransportError) -> HTTPResponse {
        let call = Call(request)
        let (mode, before, after) = state.withLock { state in
            state.calls.append(call)
            return (state.mode, state.before, state.after)
        }
        guard mode != .away else { throw .unreachable }
        await before?(call)
        let response = try await inner.send(request, deadline: deadline)
        await after?(call)
        guard mode != .losingAnswers else { throw .timedOut }
        return response
    }
}
