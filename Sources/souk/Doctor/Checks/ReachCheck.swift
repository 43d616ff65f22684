import HTTP
import ServiceKit

/// Whether names, addresses, origins and proxies fit together.
struct ReachCheck: DoctorCheck {
    let title = "Who reaches the shop, and under which name"

    func findings(in patient: Patient) async -> [Finding] {
        let findings = hosts(patient) + origins(patient) + proxies(patient) + ports(patient) + files(patient)
        return findings.isEmpty ? [.good("names, origins, proxies and ports fit together")] : findings
    }

    private func hosts(_ patient: Patient) -> [Finding] {
        let hosts = patient.read(Settings.allowedHosts) ?? []
        let malformed = hosts.filter { $0.contains("/") || ($0.contains(":") && !$0.hasPrefix("[")) }
        var findings = malformed.map { host in
            Finding.wrong(
                "ALLOWED_HOSTS holds \(host)",
                why: "names stand there without scheme, port and path: it fits no request",
                mend: "write the name alone, such as shop.example")
        }
        if let url = patient.read(Settings.publicURL), let host = Self.host(of: url), !hosts.isEmpty,
            !AllowedHostsMiddleware(hosts).allows(host)
        {
            findings.append(
                .wrong(
                    "PUBLIC_URL says \(host), which ALLOWED_HOSTS does not hold",
                    why: "customers who follow a link of a mail are answered with 421",
                    mend: "add \(host) to ALLOWED_HOSTS"))
        }
        return findings
    }

    private func origins(_ patient: Patient) -> [Finding] {
        (patient.read(Settings.corsOrigins) ?? []).filter { origin in
            guard origin != "*" else { return false }
            let rest = ["https://", "http://"].first { origin.hasPrefix($0) }.map { origin.dropFirst($0.count) }
            return rest.map { $0.isEmpty || $0.contains("/") } ?? true
        }.map { origin -> Finding in
            .wrong(
                "CORS_ORIGINS holds \(origin)", why: "browsers send scheme and name and nothing behind: it fits none",
                mend: "write it as https://shop.example, without a slash at the end")
        }
    }

    private func proxies(_ patient: Patient) -> [Finding] {
        let proxies = patient.read(Settings.trustedProxies) ?? []
        var findings: [Finding] = []
        for proxy in proxies {
            if AddressRange(proxy) == nil {
                findings.append(
                    .wrong(
                        "TRUSTED_PROXIES holds \(proxy), which is no address or range",
                        why: "souk does not start with it",
                        mend: "write addresses such as 10.0.0.7, or ranges such as 10.0.0.0/8"))
            } else if proxy.hasSuffix("/0") {
                findings.append(
                    .wrong(
                        "TRUSTED_PROXIES holds \(proxy), which is everybody",
                        why: "any caller can then pretend to come from any address, and escape every limit",
                        mend: "list the proxies that stand in front of the shop"))
            }
        }
        let address = patient.read(Settings.bindAddress) ?? ""
        let isOpen = !Settings.isPrivate(address)
        if patient.isProduction, proxies.isEmpty {
            findings.append(
                .wrong(
                    "TRUSTED_PROXIES is empty" + (isOpen ? ", and BIND_ADDRESS is \(address)" : ""),
                    why: isOpen
                        ? "whoever reaches the port speaks to the shop without TLS; behind a proxy, all callers look like one"
                        : "behind a proxy all callers look like one, which soon has used up everybody's log-ins",
                    mend: "set it to the address of the proxy that speaks TLS"))
        } else if !patient.isProduction, isOpen {
            findings.append(
                .note(
                    "BIND_ADDRESS is \(address) in development",
                    why: "others in this network reach a shop that is not strict",
                    remedy: "leave it at 127.0.0.1, unless a container needs it"))
        }
        return findings
    }

    /// Two services cannot have one port.
    private func ports(_ patient: Patient) -> [Finding] {
        let ports = (Settings.storingServices + ["gateway"]).map {
            (name: $0, port: patient.read(Settings.port(of: $0)) ?? 0)
        }
        let byPort = Dictionary(grouping: ports.filter { $0.port != 0 }, by: { $0.port }).filter { $0.value.count > 1 }
        return byPort.sorted { $0.key < $1.key }.map { port, users -> Finding in
            let names = users.map { Settings.port(of: $0.name).name }.joined(separator: " and ")
            return .wrong(
                "\(names) are both \(port)", why: "only one of them can listen there",
                mend: "give each a port of its own")
        }
    }

    /// Nor can they have one database.
    private func files(_ patient: Patient) -> [Finding] {
        let all =
            patient.databases.map { (service: $0.service.name, place: $0.path, shown: ", \($0.path)") }
            // An address may hold a password.
            + patient.databasesOnServers.map { (service: $0.service.name, place: $0.url, shown: " on a server") }
        let shared = Dictionary(grouping: all, by: { $0.place }).filter { $0.value.count > 1 }
        return shared.sorted { $0.value[0].service < $1.value[0].service }.map { _, users -> Finding in
            .wrong(
                "\(users.map { $0.service }.joined(separator: " and ")) have the same database\(users[0].shown)",
                why: "each keeps events and migrations of its own in tables of the same names",
                mend: "give each service a database of its own")
        }
    }

    private static func host(of url: String) -> String? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let rest = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
        return rest.hasPrefix("[") ? String(rest.prefix { $0 != "]" } + "]") : String(rest.prefix { $0 != ":" })
    }
}
