extension HAProxyConfiguration {
    /// Whom a request comes from, whether he may ask so often, who answers.
    var frontend: String {
        ([Self.entrance, Self.caller] + [ownAnswers, Self.limits, destinations]).joined(separator: "\n")
    }

    private static let entrance = """
        frontend gateway
            bind "${BIND_ADDRESS}:${GATEWAY_PORT}"
            log-format '\(logLine)'
            stick-table type ipv6 size 100k expire 30s store http_req_rate(10s)
        """

    /// Only a proxy of ours may say for whom it asks, and only its own word counts: the last.
    private static let caller = """

            acl from-proxy src 255.255.255.255 "${GATEWAY_TRUSTED_PROXIES[*]}"
            http-request set-var(txn.scheme) str(http)
            http-request set-var(txn.scheme) str(https) if from-proxy { req.hdr(X-Forwarded-Proto,-1) -m str https }
            http-request set-src req.hdr_ip(X-Forwarded-For,-1) if from-proxy { req.hdr(X-Forwarded-For) -m found }
            http-request del-header X-Forwarded- -m beg
            http-request del-header Forwarded
            http-request del-header X-Real-IP
            http-request set-header X-Forwarded-For %[src]
            http-request set-header X-Forwarded-Proto %[var(txn.scheme)]
            # Nothing here is ever another protocol.
            http-request del-header Upgrade

            # A caller's own id goes on if it is one and a plain one.
            http-request set-var(txn.request_id) uuid(),regsub(-,,g)
            http-request set-var(txn.request_id) req.hdr(X-Request-Id) if { req.hdr_cnt(X-Request-Id) eq 1 } \
        { req.hdr(X-Request-Id) -m reg ^[A-Za-z0-9._-]{1,64}$ }
            http-request set-header X-Request-Id %[var(txn.request_id)]
            http-after-response set-header X-Request-Id %[var(txn.request_id)] if { var(txn.request_id) -m found }
            http-after-response del-header Server

            # Services split a path before they decode it. What they take for one of these, looks like it decoded as a whole.
            http-request set-var(txn.raw_path) path
            http-request set-var(txn.path) path,url_dec
        """

    private var ownAnswers: String {
        let nothingUp = plan.destinations.map { "{ nbsrv(\($0.service)) eq 0 }" }.joined(separator: " ")
        return """

                acl livez var(txn.path) -m str /livez /livez/
                acl readyz var(txn.path) -m str /readyz /readyz/
                http-request return status 503 content-type application/json string '{"status":"unready"}' \
            hdr Cache-Control no-store hdr Retry-After 1 if readyz \(nothingUp)
                http-request return status 200 content-type application/json string '{"status":"ready"}' \
            hdr Cache-Control no-store if readyz
                http-request return status 200 content-type application/json string '{"status":"ok"}' \
            hdr Cache-Control no-store if livez
            """
    }

    /// Neighbours in a network of IPv6 are one client.
    private static let limits = """

            http-request track-sc0 src,ipmask(32,64)
            http-request deny deny_status 429 if { env(GATEWAY_RATE_LIMIT) -m int gt 0 } \
        { sc_http_req_rate(0) gt "${GATEWAY_RATE_LIMIT}" }
            http-request disable-l7-retry unless { method GET HEAD OPTIONS PUT DELETE }
            http-response set-log-level debug if { status lt 400 }
            http-response set-log-level err if { status ge 500 }
        """

    private var destinations: String {
        let rules = plan.destinations.map { destination in
            let name = "to-\(destination.service)"
            let whole = destination.rules.flatMap(\.whole)
            let beginnings = destination.rules.compactMap(\.beginning)
            return (Self.acl(name, "-m str", whole) + Self.acl(name, "-m beg", beginnings)).joined(separator: "\n")
        }
        let limits = plan.destinations.map { destination in
            "    http-request deny deny_status 413 if to-\(destination.service) "
                + "{ req.hdr_val(Content-Length) gt \(destination.bodyLimit) }"
        }
        let known = plan.destinations.map { "!to-\($0.service)" }.joined(separator: " ")
        let backends = plan.destinations.map { "    use_backend \($0.service) if to-\($0.service)" }
        return "\n" + rules.joined(separator: "\n\n") + "\n\n"
            + "    # Whatever is not a public route is nothing.\n    http-request deny deny_status 404 if \(known)\n"
            + limits.joined(separator: "\n") + "\n\n" + backends.joined(separator: "\n") + "\n"
    }

    /// A few words a line, so that a new route is a small difference.
    private static func acl(_ name: String, _ match: String, _ paths: [String]) -> [String] {
        paths.isEmpty ? [] : ["    acl \(name) var(txn.path) \(match) \(paths.joined(separator: " "))"]
    }
}
