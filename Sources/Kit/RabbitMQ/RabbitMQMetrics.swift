import Observability

/// What the broker's client shows of itself at `/metrics`, by the names of OpenTelemetry's messaging conventions where
/// it has one.
struct RabbitMQMetrics: Sendable {
    private let sentMessages: MetricFamily<Counter>
    private let publishDuration: Histogram
    private let consumedMessages: MetricFamily<Counter>
    private let processDuration: MetricFamily<Histogram>
    private let connected: MetricFamily<Gauge>
    private let exchange: String

    init(_ names: Names, in registry: MetricsRegistry) {
        exchange = names.exchange
        sentMessages = registry.counter(
            "messaging_client_sent_messages_total", help: "Events handed to the broker, by what came of it.",
            labels: ["messaging_destination_name", "error_type"])
        publishDuration = registry.histogram(
            "messaging_client_operation_duration_seconds", help: "Time from publishing to the broker's confirm.",
            labels: ["messaging_operation_name"]
        ).labelled("publish")
        consumedMessages = registry.counter(
            "messaging_client_consumed_messages_total", help: "Events from the broker, by what became of them.",
            labels: ["messaging_destination_name", "outcome"])
        processDuration = registry.histogram(
            "messaging_process_duration_seconds", help: "Time that the handling of an event took.",
            labels: ["messaging_destination_name"])
        connected = registry.gauge(
            "souk_broker_connected", help: "Whether the connection to the broker is up.", labels: ["connection"])
    }

    func connected(_ role: String) -> Gauge { connected.labelled(role) }

    func sent(since begun: ContinuousClock.Instant, failure: (any Error)?) {
        let kind = failure.map { ($0 as? RabbitMQError)?.kind ?? "cancelled" } ?? ""
        sentMessages.labelled(exchange, kind).increment()
        if failure == nil { publishDuration.record(.now - begun) }
    }

    enum Outcome: String {
        case done, failed, dead
    }

    func consumed(_ queue: String, _ outcome: Outcome, after duration: Duration) {
        consumedMessages.labelled(queue, outcome.rawValue).increment()
        processDuration.labelled(queue).record(duration)
    }
}
