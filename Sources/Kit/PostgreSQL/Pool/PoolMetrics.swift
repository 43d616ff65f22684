import Observability

/// What a pool shows of itself at `/metrics`, by the names that OpenTelemetry gives it.
struct PoolMetrics: Sendable {
    let idle: Gauge
    let used: Gauge
    let pending: Gauge
    let timeouts: Counter
    let waits: Histogram

    private static let pool = "db_client_connection_pool_name"

    init(pool: String, in registry: MetricsRegistry) {
        let connections = registry.gauge(
            "db_client_connection_count", help: "Connections to a database.",
            labels: [Self.pool, "db_client_connection_state"])
        idle = connections.labelled([pool, "idle"])
        used = connections.labelled([pool, "used"])
        pending = registry.gauge(
            "db_client_connection_pending_requests", help: "Callers that wait for a connection.", labels: [Self.pool]
        ).labelled([pool])
        timeouts = registry.counter(
            "db_client_connection_timeouts_total", help: "Callers that waited for a connection in vain.",
            labels: [Self.pool]
        ).labelled([pool])
        waits = registry.histogram(
            "db_client_connection_wait_time_seconds", help: "How long callers waited that had to wait.",
            labels: [Self.pool]
        ).labelled([pool])
    }
}
