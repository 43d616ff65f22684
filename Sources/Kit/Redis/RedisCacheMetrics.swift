import Observability

/// What a shared cache shows of itself at `/metrics`.
struct RedisCacheMetrics: Sendable {
    let hits: Counter
    let misses: Counter
    /// Looks that the server was not asked for, or did not answer.
    let bypasses: Counter
    let invalidations: Counter
    let outstanding: Gauge

    init(cache: String, in registry: MetricsRegistry) {
        let looks = registry.counter(
            "souk_cache_looks_total", help: "Looks into a shared cache.", labels: ["cache", "outcome"])
        hits = looks.labelled(cache, "hit")
        misses = looks.labelled(cache, "miss")
        bypasses = looks.labelled(cache, "bypass")
        invalidations = registry.counter(
            "souk_cache_invalidations_total", help: "Tokens that were told to go.", labels: ["cache"]
        ).labelled(cache)
        outstanding = registry.gauge(
            "souk_cache_invalidations_outstanding", help: "Tokens whose end the server has not confirmed.",
            labels: ["cache"]
        ).labelled(cache)
    }
}
