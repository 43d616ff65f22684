import FoundationEssentials
import ServiceKit
import Testing

@testable import souk

@Suite("Committed gateway")
struct CommittedGatewayTests {
    @Test(
        "What is committed under deploy is what the routes make of it",
        arguments: [("haproxy", "deploy/haproxy/haproxy.cfg"), ("caddy", "deploy/caddy/Caddyfile")])
    func committed(gateway: String, path: String) throws {
        let configuration = try Configuration(table: Settings.all + GatewayCommand.options)
        let made = try GatewayCommand(configuration, operands: [gateway]).text
        let file = FileManager.default.contents(atPath: Self.root + "/" + path).map {
            String(decoding: $0, as: UTF8.self)
        }
        let isSame = file == made
        #expect(isSame, "\(path) is not what the routes make: run `make gateway` and look at the difference")
    }

    @Test("Settings become presets, and no list is read that HAProxy would read otherwise")
    func presets() throws {
        let environment = [
            "TRUSTED_PROXIES": "10.0.0.0/8, 127.0.0.1", "GATEWAY_PORT": "9000", "GATEWAY_RATE_LIMIT": "0",
            "LOG_LEVEL": "WARNING", "DOMAINS": "shop.example,www.shop.example", "ACME_EMAIL": "it@shop.example",
        ]
        let configuration = try Configuration(
            table: Settings.all + GatewayCommand.options, environment: environment)
        let haproxy = try GatewayCommand(configuration, operands: ["haproxy"]).text
        for line in [
            #"presetenv GATEWAY_TRUSTED_PROXIES "10.0.0.0/8 127.0.0.1""#, #"presetenv GATEWAY_PORT "9000""#,
            #"presetenv GATEWAY_RATE_LIMIT "0""#, #"presetenv GATEWAY_LOG_LEVEL "warning""#,
        ] {
            #expect(haproxy.contains("    \(line)\n"))
        }
        let caddy = try GatewayCommand(configuration, operands: ["caddy"]).text
        #expect(caddy.contains("{$DOMAINS:shop.example, www.shop.example} {"))
        #expect(caddy.contains("tls {$ACME_EMAIL:it@shop.example}"))
    }

    private static var root: String {
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    }
}
