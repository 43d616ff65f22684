import EventLoops
import Observability

/// The metrics of the requests that a service answers, named after OpenTelemetry's conventions.
struct RequestMetrics: Sendable {
    private struct Key: Hashable {
        let method: HTTPMethod
        let route: String?
        let status: HTTPStatus

        /// To hash the whole pattern would cost more than to compare it, as it is mostly the same one.
        func hash(into hasher: inout Hasher) {
            hasher.combine(method.slot &+ status.code &* 8 &+ (route?.utf8.count ?? 0) &* 8192)
        }
    }

    let active: Gauge
    private let family: MetricFamily<Histogram>
    private let known: KnownHistograms

    /// Spares the hot path the texts of the labels.
    private final class KnownHistograms: Sendable {
        let byKey = Lock<[Key: Histogram]>([:])
    }

    init(_ registry: MetricsRegistry) {
        active = registry.gauge("http_server_active_requests", help: "Requests that are being answered.")
        family = registry.histogram(
            "http_server_request_duration_seconds", help: "How long requests took.",
            labels: ["http_request_method", "http_route", "http_response_status_code"])
        known = KnownHistograms()
    }

    /// Routes, methods and statuses are few, as they are ours: the number of histograms is bounded.
    func duration(_ method: HTTPMethod, _ route: String?, _ status: HTTPStatus) -> Histogram {
        known.byKey.withLock { histograms in
            let key = Key(method: method, route: route, status: status)
            if let histogram = histograms[key] { return histogram }
            let histogram = family.labelled(method.rawValue, route ?? "", String(status.code))
            histograms[key] = histogram
            return histogram
        }
    }
}
