import ServiceKit

/// What HAProxy and Caddy are told besides the routes. Each becomes a default in their files, which the environment of
/// the running gateway overrides under the same name.
enum GatewaySettings {
    static let all: [any SettingDeclaration] = [
        dashboardPort, consulDNS, rateLimit, connections, instances, domains, acmeEmail, acmeDirectory, acmeRoot,
        address,
    ]

    static let dashboardPort = Setting<Int>.port(
        "DASHBOARD_PORT", "port of HAProxy's dashboard and metrics", default: "8404")

    static let consulDNS = Setting<String>.text(
        "CONSUL_DNS_ADDR", "where HAProxy asks Consul's DNS for instances", default: "127.0.0.1:8600")

    static let rateLimit = Setting<Int>.number(
        "GATEWAY_RATE_LIMIT", "requests of one client in ten seconds; 0 for any number", in: 0...1_000_000,
        default: "600")

    static let connections = Setting<Int>.number(
        "GATEWAY_CONNECTIONS", "connections of clients at a time", in: 1...1_000_000, default: "4000")

    static let instances = Setting<Int>.number(
        "GATEWAY_INSTANCES", "instances of one service that HAProxy has room for", in: 1...1_000, default: "8")

    static let domains = Setting<[String]>.list(
        "DOMAINS", "host names that Caddy answers to", form: "names between commas", default: "localhost")

    static let acmeEmail = Setting<String>.text(
        "ACME_EMAIL", "address that the certificate authority writes to; without one Caddy is its own authority",
        isSecret: true)

    static let acmeDirectory = Setting<String>.webAddress(
        "ACME_DIRECTORY", "where Caddy gets certificates", default: "https://acme-v02.api.letsencrypt.org/directory")

    static let acmeRoot = Setting<String>.path(
        "ACME_ROOT", "PEM file of who may vouch for that directory", default: "/etc/ssl/certs/ca-certificates.crt")

    static let address = Setting<String>.text(
        "GATEWAY_ADDRESS", "where Caddy finds HAProxy", default: "127.0.0.1:8080")
}
