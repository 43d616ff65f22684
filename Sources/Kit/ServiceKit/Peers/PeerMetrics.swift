import EventLoops
import HTTP
import Observability

/// What is counted of the calls to one peer, named after OpenTelemetry's conventions.
struct PeerMetrics: Sendable {
    private struct Key: Hashable {
        let method: HTTPMethod
        let status: Int
        let ending: AttemptEnding
    }

    private let peer: String
    private let durations: MetricFamily<Histogram>
    private let known = Lock<[Key: Histogram]>([:])
    private let breakers: [(state: CircuitBreaker.State, gauge: Gauge)]
    /// Calls that were sent again.
    let retries: Counter
    /// Calls for which no instance was left.
    let refused: Counter

    init(of peer: String, in registry: MetricsRegistry) {
        self.peer = peer
        durations = registry.histogram(
            "http_client_request_duration_seconds", help: "How long calls to peers took, each attempt by itself.",
            labels: ["peer", "http_request_method", "http_response_status_code", "error_type"])
        let family = registry.gauge(
            "peer_circuit_breakers", help: "Instances of a peer, by the state of their circuit breakers.",
            labels: ["peer", "state"])
        breakers = CircuitBreaker.State.allCases.map { ($0, family.labelled(peer, $0.rawValue)) }
        retries = registry.counter(
            "peer_retries_total", help: "Calls to peers that were sent again, to another instance.", labels: ["peer"]
        ).labelled(peer)
        refused = registry.counter(
            "peer_calls_refused_total", help: "Calls for which no instance of the peer was left.", labels: ["peer"]
        ).labelled(peer)
    }

    func note(_ method: HTTPMethod, _ status: HTTPStatus?, _ ending: AttemptEnding, took duration: Duration) {
        let key = Key(method: method, status: status?.code ?? 0, ending: ending)
        let histogram = known.withLock { known in
            if let histogram = known[key] { return histogram }
            let histogram = durations.labelled(
                peer, method.rawValue, status.map { "\($0.code)" } ?? "", ending.errorType)
            known[key] = histogram
            return histogram
        }
        histogram.record(duration)
    }

    func show(_ states: [CircuitBreaker.State: Int]) {
        for (state, gauge) in breakers { gauge.set(Double(states[state] ?? 0)) }
    }
}
