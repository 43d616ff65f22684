import Observability
import ServiceKit

/// The file by which HAProxy becomes the gateway: `haproxy -W -f FILE`.
///
/// It finds instances by Consul's DNS and checks them itself, so that it goes on with those it knows when Consul is away.
/// Secrets are not in it: it takes the dashboard's password from its environment, and does not start without one.
struct HAProxyConfiguration: Sendable {
    let plan: GatewayPlan
    private let presets: [(name: String, value: String)]
    let instances: Int

    init(_ plan: GatewayPlan, _ configuration: Configuration) throws {
        self.plan = plan
        instances = try configuration.read(GatewaySettings.instances)
        let presets = [
            ("BIND_ADDRESS", try configuration.read(Settings.bindAddress)),
            ("GATEWAY_PORT", "\(try configuration.read(Settings.port(of: "gateway")))"),
            ("DASHBOARD_PORT", "\(try configuration.read(GatewaySettings.dashboardPort))"),
            ("DASHBOARD_USER", "operator"),
            ("CONSUL_DNS_ADDR", try configuration.read(GatewaySettings.consulDNS)),
            ("GATEWAY_RATE_LIMIT", "\(try configuration.read(GatewaySettings.rateLimit))"),
            ("GATEWAY_CONNECTIONS", "\(try configuration.read(GatewaySettings.connections))"),
            // Between spaces, as HAProxy takes lists.
            ("GATEWAY_TRUSTED_PROXIES", try configuration.read(Settings.trustedProxies).joined(separator: " ")),
            ("GATEWAY_LOG_LEVEL", Self.severity(try configuration.read(Settings.logLevel))),
            ("GATEWAY_SOCKET", "/run/souk-gateway.sock"),
        ]
        // A preset needs a value; unset stands for none.
        self.presets = presets.filter { !$0.1.isEmpty }
    }

    var text: String {
        ([Self.head, global, Self.discovery, Self.defaults, frontend] + backends + [Self.dashboard])
            .joined(separator: "\n") + "\n"
    }

    private static let head = """
        # The gateway before the services of a shop. Made of their routes by `souk gateway haproxy`: a change belongs there.
        # Every preset can be overridden by the environment; DASHBOARD_PASSWORD has to be set there.

        """

    private var global: String {
        let lines = presets.map { "    presetenv \($0.name) \"\($0.value)\"" }.joined(separator: "\n")
        return """
            global
            \(lines)
                log stdout format raw local0 "${GATEWAY_LOG_LEVEL}"
                maxconn "${GATEWAY_CONNECTIONS}"
                # A new process takes the sockets over from this one, which ends when its last request has.
                stats socket "${GATEWAY_SOCKET}" mode 600 level admin expose-fd listeners
                hard-stop-after 60s
                # Whoever has it take its file anew first writes `show servers state` here: it would else begin with no
                # instance, until Consul has answered.
            .if defined(GATEWAY_STATE)
                server-state-file "${GATEWAY_STATE}"
            .endif
                # So that checks do not fall together.
                spread-checks 5

            .if !defined(DASHBOARD_PASSWORD)
                .alert "DASHBOARD_PASSWORD is missing: the dashboard and its metrics are behind it"
            .elif streq("${DASHBOARD_PASSWORD}","")
                .alert "DASHBOARD_PASSWORD is empty: the dashboard and its metrics are behind it"
            .endif

            """
    }

    /// A name that Consul does not know has no instances, or Consul has just started and knows nothing yet: what was known
    /// stays for a while, as our own checks tell whether it is alive. Without an answer it stays for a day.
    private static let discovery = """
        resolvers consul
            nameserver consul "${CONSUL_DNS_ADDR}"
            # Without it Consul names at most three instances.
            accepted_payload_size 8192
            resolve_retries 3
            timeout resolve 1s
            timeout retry 1s
            hold valid 1s
            hold obsolete 1s
            hold nx 24h
            hold other 24h
            hold refused 24h
            hold timeout 24h

        """

    private static func severity(_ level: Logger.Level) -> String {
        switch level {
        case .trace, .debug: "debug"
        case .info: "info"
        case .notice: "notice"
        case .warning: "warning"
        case .error: "err"
        case .critical: "crit"
        }
    }
}
