import EventLoops
import HTTP
import JSON
import Observability

/// `/livez`, `/readyz` and `/metrics`.
struct HealthEndpoints: Sendable {
    /// A check that takes longer has failed: probes themselves give up after a second or two.
    private static let patience = Duration.seconds(1)

    let checks: [ReadinessCheck]
    let isDraining: @Sendable () -> Bool
    let metrics: MetricsRegistry
    let logger: Logger

    /// - Parameter showsMetrics: false on the gateway, which faces the public.
    func mount(on router: inout Router, showsMetrics: Bool) throws(RoutingError) {
        // Says only that the process answers: whoever restarts on this must not be misled by a peer that is down.
        let alive = HTTPResponse(
            .ok, fields: [.contentType: "application/json"], body: .static(StaticBytes(#"{"status":"ok"}"#)))
        try router.mount(.get, "/livez", atHand: { _, _ in .done(alive) }) { _, _ in alive }
        try router.mount(.get, "/readyz") { _, _ in await readiness() }
        if showsMetrics {
            try router.mount(.get, "/metrics") { _, _ in
                HTTPResponse(type: PrometheusText.contentType, bytes: metrics.prometheusText())
            }
        }
    }

    private func readiness() async -> HTTPResponse {
        if isDraining() { return Self.answer(["draining": "stopping"]) }
        var failed: [String: String] = [:]
        for check in checks {
            do {
                try await Deadline.run(within: Self.patience) { try await check.check() }
            } catch {
                logger.warning("not ready", error: error, metadata: ["check": "\(check.name)"])
                failed[check.name] = "failed"
            }
        }
        return Self.answer(failed)
    }

    private static func answer(_ failed: [String: String]) -> HTTPResponse {
        let members = failed.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
        let status = failed.isEmpty ? "ready" : "unready"
        let text = "{\"status\":\"\(status)\",\"failed\":{\(members.joined(separator: ","))}}"
        var response = HTTPResponse.json(Array(text.utf8), status: failed.isEmpty ? .ok : .serviceUnavailable)
        response.fields[.cacheControl] = "no-store"
        if !failed.isEmpty { response.fields[.retryAfter] = "1" }
        return response
    }
}
