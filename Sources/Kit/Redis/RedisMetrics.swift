import Observability

/// What a client shows of itself at `/metrics`.
struct RedisMetrics: Sendable {
    private let roundTrips: Histogram
    private let errors: MetricFamily<Counter>
    let connections: Gauge

    init(in registry: MetricsRegistry) {
        roundTrips = registry.histogram(
            "souk_redis_round_trip_seconds", help: "From sending commands to their replies.",
            buckets: [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1])
        errors = registry.counter(
            "souk_redis_errors_total", help: "Round trips without a reply, by the reason.", labels: ["reason"])
        connections = registry.gauge("souk_redis_connections", help: "Connections that stand, one a loop.")
    }

    func count(_ outcome: RedisBatch.Outcome, since begin: ContinuousClock.Instant) {
        switch outcome {
        case .success(let replies):
            roundTrips.record(ContinuousClock.now - begin)
            for reply in replies { reply.refusal.map { errors.labelled($0.kind).increment() } }
        case .failure(let error): errors.labelled(error.kind).increment()
        }
    }
}
