import Observability

/// What is shown of the watch over a peer's instances, wherever they are looked up.
struct WatchMetrics: Sendable {
    let instances: Gauge
    let failures: Counter

    init(of peer: String, in registry: MetricsRegistry) {
        instances = registry.gauge(
            "discovery_instances", help: "Instances of a peer that may be called.", labels: ["peer"]
        ).labelled(peer)
        failures = registry.counter(
            "discovery_failures_total", help: "Looks for the instances of a peer that got no answer.", labels: ["peer"]
        ).labelled(peer)
    }
}
