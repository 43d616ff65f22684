import Observability
import Values

/// What a relay shows of itself at `/metrics`.
struct RelayMetrics: Sendable {
    private let sent: Counter
    private let deferred: Counter
    private let died: Counter
    private let kept: Counter
    private let pending: Gauge
    private let dead: Gauge
    private let oldest: Gauge

    init(source: String, in registry: MetricsRegistry) {
        let outcomes = registry.counter(
            "souk_outbox_deliveries_total", help: "Attempts to deliver an event.", labels: ["source", "outcome"])
        sent = outcomes.labelled(source, "sent")
        deferred = outcomes.labelled(source, "deferred")
        died = outcomes.labelled(source, "dead")
        kept = outcomes.labelled(source, "kept")
        pending = registry.gauge("souk_outbox_pending", help: "Events that wait.", labels: ["source"]).labelled(source)
        dead = registry.gauge("souk_outbox_dead", help: "Dead letters.", labels: ["source"]).labelled(source)
        oldest = registry.gauge(
            "souk_outbox_oldest_seconds", help: "Age of the oldest event that waits.", labels: ["source"]
        ).labelled(source)
    }

    func count(_ round: OutboxRelay.Round) {
        sent.increment(by: UInt64(round.sent))
        deferred.increment(by: UInt64(round.deferred))
        died.increment(by: UInt64(round.dead))
        kept.increment(by: UInt64(round.kept))
    }

    func show(_ status: OutboxStatus, at now: Timestamp) {
        pending.set(Double(status.pending))
        dead.set(Double(status.dead))
        let age = status.oldestPending.map { max(0, now.microseconds - $0.microseconds) } ?? 0
        oldest.set(Double(age) / 1_000_000)
    }
}
