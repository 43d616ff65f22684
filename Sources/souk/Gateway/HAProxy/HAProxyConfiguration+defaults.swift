extension HAProxyConfiguration {
    /// What holds for every connection. Services give up on a request after 30 seconds and say so; the gateway is a little
    /// more patient, so that their word is heard.
    static let defaults = """
        defaults
            mode http
            log global
            option dontlognull
            timeout connect 500ms
            timeout http-request 10s
            timeout http-keep-alive 60s
            timeout client 60s
            timeout client-fin 10s
            timeout server 35s
            timeout queue 5s
            timeout check 2s
            # One who sends his next request while a process ends gets his answer.
            option idle-close-on-response
            option disable-h2-upgrade
            balance leastconn
            # What failed is tried at another instance: of GET and its like whenever nothing was answered, of others only if
            # there was no connection, for then nothing can have been done.
            option redispatch 1
            retries 3
            retry-on conn-failure empty-response junk-response
        .if defined(GATEWAY_STATE)
            load-server-state-from-file global
        .endif
            # One that has died is passed over at once; these are for those that end or hang. A machine on which all are slow
            # for a moment is no reason to take the last one out.
            option httpchk
            http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host gateway
            http-check expect status 200
            default-server check inter 1s fastinter 500ms downinter 500ms fall 3 rise 1 maxconn 512
        \(errors)

        """

    /// As the services write theirs; the path without its query, which may hold what people search for.
    static let logLine =
        #"{"ts":"%[date,utime("%Y-%m-%dT%H:%M:%SZ")]","logger":"gateway","msg":"request","service.name":"gateway","#
        + #""request_id":"%[var(txn.request_id)]","http.request.method":"%HM","#
        + #""url.path":"%[var(txn.raw_path),json(utf8s)]","http.response.status_code":%ST,"client.address":"%ci","#
        + #""backend":"%b","server":"%s","retries":"%rc","termination":"%tsc","duration_ms":%Ta}"#
}
