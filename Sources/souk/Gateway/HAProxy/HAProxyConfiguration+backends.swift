extension HAProxyConfiguration {
    /// Instances on one machine have one address and differ by their port only, hence `allow-dup-ip`.
    var backends: [String] {
        plan.destinations.map { destination in
            """
            backend \(destination.service)
                server-template \(destination.service) \(instances) _\(destination.service)._tcp.service.consul \
            resolvers consul resolve-prefer ipv4 resolve-opts allow-dup-ip init-addr last,none

            """
        }
    }

    static let dashboard = """
        userlist operators
            user "${DASHBOARD_USER}" insecure-password "${DASHBOARD_PASSWORD}"

        frontend dashboard
            bind "${BIND_ADDRESS}:${DASHBOARD_PORT}"
            no log
            http-request auth realm Souk unless { http_auth(operators) }
            http-request use-service prometheus-exporter if { path /metrics }
            stats enable
            stats uri /
            stats refresh 5s
            stats hide-version
            stats show-legends
        """
}
