public import Discovery
import EventLoops
public import HTTP
public import HTTPClient
public import Observability

/// Reaches a peer over HTTP: one of its instances, and another one where that does not answer and the call can be
/// repeated without harm.
///
/// One transport serves all who call a peer in this process. What it knows of the instances is common to all loops, so that
/// what one call finds out spares the others; a call stays on its own loop, with a connection of that loop.
public final class HTTPPeerTransport: PeerTransport {
    /// Sends one request to one instance.
    public typealias Execute =
        @Sendable (_ request: HTTPClientRequest, _ deadline: Duration) async throws(HTTPClientError) -> HTTPResponse

    private struct State {
        var pool: InstancePool
        var budget: RetryBudget
    }

    private let peer: String
    private let source: any InstanceSource
    private let policy: CallPolicy
    private let execute: Execute
    private let metrics: PeerMetrics
    private let logger: Logger
    private let state: Lock<State>

    /// Makes a transport.
    /// - Parameters:
    ///   - peer: the name of the service that is called, for metrics and logs.
    ///   - source: knows its instances.
    public convenience init(
        to peer: String, among source: any InstanceSource, client: HTTPClient, policy: CallPolicy = CallPolicy(),
        metrics: MetricsRegistry = .process, logger: Logger = Logger(label: "peers")
    ) {
        self.init(to: peer, among: source, policy: policy, metrics: metrics, logger: logger) {
            (request, deadline) throws(HTTPClientError) in try await client.execute(request, deadline: deadline)
        }
    }

    /// Makes a transport that sends by other means.
    public init(
        to peer: String, among source: any InstanceSource, policy: CallPolicy = CallPolicy(),
        metrics: MetricsRegistry = .process, logger: Logger = Logger(label: "peers"), execute: @escaping Execute
    ) {
        self.peer = peer
        self.source = source
        self.policy = policy
        self.execute = execute
        self.metrics = PeerMetrics(of: peer, in: metrics)
        self.logger = logger
        state = Lock(
            State(
                pool: InstancePool(policy.breaker),
                budget: RetryBudget(share: policy.retryShare, store: policy.retryStore)))
    }

    public func send(_ request: HTTPRequest, deadline: Duration) async throws(PeerTransportError) -> HTTPResponse {
        let end = ContinuousClock.now + deadline
        let repeatability = Repeatability(of: request)
        var call = HTTPClientRequest(
            request.method, "", fields: request.fields, body: try Self.bytes(of: request.body))
        call.isRepeatable = repeatability != .ifUnsent
        call.connectTimeout = policy.connectTimeout
        var tried: [Instance] = []
        var last = Result<HTTPResponse, PeerTransportError>.failure(.unreachable)
        while true {
            let start = ContinuousClock.now
            guard start < end, let choice = choose(besides: tried, repeatability, at: start) else {
                if tried.isEmpty { metrics.refused.increment() }
                return try last.get()
            }
            tried.append(choice.instance)
            call.url = choice.instance.baseURL + request.target.description
            let patience = patience(until: end, from: start, tried, repeatability)
            let ending: AttemptEnding
            do throws(HTTPClientError) {
                let response = try await execute(call, patience)
                ending = AttemptEnding(response)
                self.end(choice, ending, call.method, response.status, since: start)
                last = .success(response)
            } catch {
                ending = AttemptEnding(error)
                self.end(choice, ending, call.method, nil, since: start)
                last = .failure(Self.transportError(error))
                if ending == .abandoned, error != .cancelled {
                    logger.error("a call could not be made", error: error, metadata: ["peer": "\(peer)"])
                }
            }
            guard repeatability.allows(after: ending), mayRepeat(after: tried, ending) else { return try last.get() }
            metrics.retries.increment()
        }
    }

    /// Half of what is left if something would come of giving up early, all of it otherwise.
    private func patience(
        until end: ContinuousClock.Instant, from now: ContinuousClock.Instant, _ tried: [Instance],
        _ repeatability: Repeatability
    ) -> Duration {
        guard repeatability == .always, tried.count < policy.attempts else { return end - now }
        let hasAlternative = state.withLock { $0.budget.isOpen && $0.pool.hasAnother(besides: tried) }
        return hasAlternative ? (end - now) / 2 : end - now
    }

    private func choose(
        besides tried: [Instance], _ repeatability: Repeatability, at now: ContinuousClock.Instant
    ) -> InstancePool.Choice? {
        let version = source.version
        return state.withLock { state in
            if state.pool.version != version {
                state.pool.update(source.instances, version: version)
                metrics.show(state.pool.states)
            }
            if tried.isEmpty { state.budget.earn() }
            return state.pool.choose(
                besides: tried, mayProbe: repeatability == .always, at: now, dice: { Int.random(in: 0..<$0) })
        }
    }

    /// What was not sent costs the peer nothing when it is sent elsewhere.
    private func mayRepeat(after tried: [Instance], _ ending: AttemptEnding) -> Bool {
        guard tried.count < policy.attempts else { return false }
        return state.withLock { state in
            guard state.pool.hasAnother(besides: tried) else { return false }
            if ending == .unsent { return true }
            guard state.budget.isOpen else { return false }
            state.budget.spend()
            return true
        }
    }

    private func end(
        _ choice: InstancePool.Choice, _ ending: AttemptEnding, _ method: HTTPMethod, _ status: HTTPStatus?,
        since start: ContinuousClock.Instant
    ) {
        let now = ContinuousClock.now
        metrics.note(method, status, ending, took: now - start)
        let changed = state.withLock { state in
            state.pool.end(choice, ending, at: now).map { (state: $0, all: state.pool.states) }
        }
        guard let changed else { return }
        metrics.show(changed.all)
        switch changed.state {
        case .closed: logger.notice("an instance answers again", metadata: metadata(of: choice, ending))
        case .open where !choice.isProbe:
            logger.warning("an instance is left alone", metadata: metadata(of: choice, ending))
        case .open, .halfOpen: break
        }
    }

    private func metadata(of choice: InstancePool.Choice, _ ending: AttemptEnding) -> Logger.Metadata {
        [
            "peer": "\(peer)", "service.instance.id": "\(choice.instance.id)",
            "error.type": .string(ending.errorType),
        ]
    }

    private static func bytes(of body: HTTPBody) throws(PeerTransportError) -> [UInt8] {
        switch body {
        case .empty: []
        case .bytes(let bytes): bytes
        // A peer call is built from an encoded value: there is nothing to stream.
        case .stream: throw .unreachable
        }
    }

    private static func transportError(_ error: HTTPClientError) -> PeerTransportError {
        switch error {
        case .cancelled: .cancelled
        case .deadlineExceeded: .timedOut
        case .unreachable, .broken, .responseTooLarge, .malformedRequest, .overloaded, .closed: .unreachable
        }
    }
}
