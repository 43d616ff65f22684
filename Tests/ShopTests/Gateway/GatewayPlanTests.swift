import Endpoints
import HTTP
import ServiceKit
import Testing

@testable import souk

@Suite("The plan of a gateway")
struct GatewayPlanTests {
    @Test("Each public route has its service's rule and no other's; no internal one has any")
    func everyRoute() throws {
        let shop = try Shop(Configuration(table: Settings.all), databases: .disconnected, keys: .ephemeral())
        let plan = try GatewayPlan(of: shop)
        var count = 0
        for host in shop.hosts {
            for route in host.routes {
                let operation = route.description
                let path = operation.template.split(separator: "/").map { $0.hasPrefix("{") ? "7" : String($0) }
                    .reduce("") { $0 + "/" + $1 }
                for written in [path, path + "/"] {
                    let owners = plan.destinations.filter { $0.rules.contains { $0.matches(written) } }.map(\.service)
                    #expect(owners == (operation.exposure == .public ? [host.name] : []), "\(operation)")
                }
                count += 1
            }
        }
        #expect(count > 60, "the routes were looked at")
        for path in ["/metrics", "/debug", "/livez", "/readyz", "/api", "/api/", "/api/v1/", "/api/schema/", "/x"] {
            #expect(plan.destination(of: path) == nil, "\(path)")
        }
        for path in ["/", "/docs", "/docs/assets/a.css", "/openapi.json"] {
            #expect(plan.destination(of: path)?.service == "gateway", "\(path)")
        }
        // Pictures are longer than anything else that is sent.
        #expect(try #require(plan.destination(of: "/api/v1/products/")).bodyLimit > 2 * 1024 * 1024)
    }

    @Test("A folder that is one service's own takes one rule, a shared one a rule for each name in it")
    func fewest() throws {
        let rules = try Self.rules([
            ("goods", ["/api/v1/goods/", "/api/v1/goods/{id}/", "/api/v1/goods/{id}/pictures/"]),
            (
                "people",
                ["/api/v1/people/{id}/", "/.well-known/keys.json", "/api/v1/mine/one/", "/api/v1/mine/two/{id}"]
            ),
        ])
        #expect(rules["goods"] == [.below("/api/v1/goods")])
        #expect(
            rules["people"] == [.exactly("/.well-known/keys.json"), .below("/api/v1/mine"), .below("/api/v1/people")])
    }

    @Test("Two services may share a folder, each with names of its own")
    func sharedFolder() throws {
        let rules = try Self.rules([("a", ["/api/v1/x/", "/api/v1/x/a/{id}/"]), ("b", ["/api/v1/x/b/"])])
        #expect(rules["a"] == [.exactly("/api/v1/x"), .below("/api/v1/x/a")])
        #expect(rules["b"] == [.exactly("/api/v1/x/b")])
    }

    @Test(
        "What no beginning tells apart is refused rather than sent to one of the two",
        arguments: [
            [("a", ["/api/v1/x/{id}/"]), ("b", ["/api/v1/x/b/"])],
            [("a", ["/api/v1/x/{id}/"]), ("b", ["/api/v1/x/{id}/b/"])],
            [("a", ["/api/v1/x/"]), ("b", ["/api/v1/x/"])],
        ])
    func conflict(paths: [(String, [String])]) {
        #expect(throws: PathConflict(path: "/api/v1/x", services: ["a", "b"])) { try Self.rules(paths) }
    }

    private static func rules(_ paths: [(String, [String])]) throws -> [String: [PathRule]] {
        var tree = PathTree()
        for (service, patterns) in paths {
            for pattern in patterns { tree.insert(try RoutePattern(pattern), of: service) }
        }
        return try tree.rules()
    }
}
