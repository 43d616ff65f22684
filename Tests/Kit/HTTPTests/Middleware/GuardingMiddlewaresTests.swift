import HTTP
import JSON
import TestSupport
import Testing

@Suite("Hosts, proxies, headers, deadlines")
struct GuardingMiddlewaresTests {
    /// Answers with what the context says about the caller.
    private func stack(_ middlewares: [any Middleware]) throws -> MiddlewareStack {
        var router = Router()
        for path in ["/", "/livez"] {
            try router.mount(.get, path) { _, context in
                .text("\(context.peerAddress) \(context.scheme) \(context.host)")
            }
        }
        try router.mount(.get, "/page") { _, _ in
            HTTPResponse(.ok, fields: [.contentSecurityPolicy: "default-src 'self'"])
        }
        try router.mount(.get, "/never") { _, _ in
            while true { try await Task.sleep(for: .seconds(60)) }
        }
        return MiddlewareStack(middlewares, around: router)
    }

    @Test(
        "A host is allowed by name, port aside",
        arguments: [
            ("shop.example", 200), ("SHOP.example:8080", 200), ("evil.example", 421), ("shop.example.evil", 421),
            ("", 421), ("a.market.example", 200), ("market.example", 200), ("supermarket.example", 421),
            ("[::1]:80", 200), ("[::1].evil.example", 421), ("shop.example:80.evil.example", 421), ("[::1", 421),
        ])
    func hosts(_ host: String, _ status: Int) async throws {
        let stack = try stack([AllowedHostsMiddleware(["shop.example", ".market.example", "[::1]"])])
        #expect(try await stack.ask(.get, "/", fields: [.host: host]).status.code == status)
    }

    @Test("A health check may ask by address, and a caller in the process need not name a host")
    func exempt() async throws {
        let stack = try stack([AllowedHostsMiddleware(["shop.example"])])
        #expect(try await stack.ask(.get, "/livez", fields: [.host: "10.0.0.7"]).status == .ok)
        #expect(try await stack.ask(.get, "/", isInProcess: true).status == .ok)
    }

    private func forwarded(from peer: String, _ fields: HTTPFields) async throws -> String {
        let trusted = ["10.0.0.0/8", "::1"].compactMap(AddressRange.init)
        return try await stack([ForwardedMiddleware(trustedProxies: trusted)])
            .ask(.get, "/", fields: fields, peerAddress: peer).text
    }

    @Test("A trusted proxy is believed")
    func trusted() async throws {
        let fields: HTTPFields = [
            .host: "internal", .xForwardedFor: "203.0.113.9", .xForwardedProto: "https",
            .xForwardedHost: "shop.example",
        ]
        #expect(try await forwarded(from: "10.1.2.3", fields) == "203.0.113.9 https shop.example")
        #expect(try await forwarded(from: "::1", fields) == "203.0.113.9 https shop.example")
        #expect(try await forwarded(from: "::ffff:10.1.2.3", fields) == "203.0.113.9 https shop.example")
    }

    @Test("Anybody else is not")
    func untrusted() async throws {
        let fields: HTTPFields = [.host: "h", .xForwardedFor: "203.0.113.9", .xForwardedProto: "https"]
        #expect(try await forwarded(from: "11.1.2.3", fields) == "11.1.2.3 http h")
    }

    @Test("What stands before the last address that is not ours was made up by the caller")
    func spoofed() async throws {
        let chain = "1.1.1.1, 203.0.113.9, 10.9.9.9"
        #expect(try await forwarded(from: "10.1.2.3", [.xForwardedFor: chain]) == "203.0.113.9 http ")
        #expect(try await forwarded(from: "10.1.2.3", [.xForwardedFor: "1.1.1.1, rubbish"]) == "10.1.2.3 http ")
        #expect(try await forwarded(from: "10.1.2.3", [.xForwardedProto: "javascript"]) == "10.1.2.3 http ")
        #expect(try await forwarded(from: "10.1.2.3", [.host: "h", .xForwardedHost: "a b<"]) == "10.1.2.3 http h")
    }

    @Test("Every answer carries the fields that protect browsers; a page may have a policy of its own")
    func securityHeaders() async throws {
        let stack = try stack([SecurityHeadersMiddleware()])
        let plain = try await stack.ask(.get, "/")
        #expect(plain.fields[.xContentTypeOptions] == "nosniff")
        #expect(plain.fields[.contentSecurityPolicy] == SecurityHeadersMiddleware.strictestPolicy)
        #expect(plain.fields[.strictTransportSecurity] == nil)
        #expect(plain.fields[.cacheControl] == nil)
        let page = try await stack.ask(.get, "/page", fields: [.authorization: "Bearer x"])
        #expect(page.fields.values(of: .contentSecurityPolicy) == ["default-src 'self'"])
        #expect(page.fields[.cacheControl] == "private, no-store")
    }

    @Test("Strict transport is asked for only where the caller came by HTTPS")
    func strictTransport() async throws {
        let trusted = [AddressRange("10.0.0.1")].compactMap { $0 }
        let stack = try stack([ForwardedMiddleware(trustedProxies: trusted), SecurityHeadersMiddleware()])
        let response = try await stack.ask(
            .get, "/", fields: [.xForwardedProto: "https"], peerAddress: "10.0.0.1")
        #expect(response.fields[.strictTransportSecurity] == "max-age=31536000")
    }

    @Test("A request that takes too long is ended with 503")
    func deadline() async throws {
        try await withEventLoops(1) { _ in
            let stack = try self.stack([ProblemMiddleware(), DeadlineMiddleware(.milliseconds(5))])
            let response = try await stack.ask(.get, "/never")
            #expect(response.status == .serviceUnavailable)
            #expect(try await response.json["code"] == "deadline_exceeded")
            #expect(response.fields[.retryAfter] != nil)
            #expect(try await stack.ask(.get, "/").status == .ok)
        }
    }
}
