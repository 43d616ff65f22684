import HTTP
import JSON
import ServiceKit
import Testing

@testable import souk

@Suite("Looking into a running shop")
struct InsidesTests {
    @Test(
        "The gateway lists an order with its queries and its call to the catalog, and the catalog's part in the same trace"
    )
    func order() async throws {
        try await withWholeShop { shop in
            let product = try await shop.newProduct(stock: 3)
            let buyer = try await shop.newPerson()
            _ = try await shop.send(.post, "orders/", WholeShop.order([(product, 1)]), as: .user(buyer)).expect(201)
            let requests = try await Self.requests(shop, at: "gateway")
            let order = try #require(requests.first { $0["service"] == "gateway" && $0["route"] == "/api/v1/orders/" })
            #expect(order["caller"] == "buyer")
            let steps = order["steps"]?.arrayValue ?? []
            let call = try #require(steps.first { $0["kind"] == "call" && $0["peer"] == "catalog" })
            #expect(call["status"]?.intValue == 200)
            #expect(steps.contains { $0["sql"]?.stringValue?.contains("insert into orders") == true })
            let part = try #require(
                requests.first { $0["service"] == "catalog" && $0["trace_id"] == order["trace_id"] })
            #expect(part["caller"] == "orders")
            let own = try await Self.requests(shop, at: "catalog")
            #expect(!own.isEmpty && own.allSatisfy { $0["service"] == "catalog" }, "a service shows what it did itself")
        }
    }

    @Test("A read says whether the cache had it")
    func cache() async throws {
        try await withWholeShop { shop in
            let product = try await shop.newProduct(stock: 3)
            for _ in 0..<2 { _ = try await shop.send(.get, "products/\(product)/").expect(200) }
            let reads = try await Self.requests(shop, at: "gateway").filter { $0["route"] == "/api/v1/products/{id}/" }
            #expect(reads.count == 2)
            #expect(reads.last?["steps"]?.arrayValue?.first?["look"] == "miss")
            #expect(reads.first?["steps"]?.arrayValue?.first?["look"] == "hit")
        }
    }

    @Test(
        "Production never shows it, and development only where nobody else can reach the shop",
        arguments: [
            ([String: String](), true), (["ENVIRONMENT": "production"], false), (["BIND_ADDRESS": "0.0.0.0"], false),
            (["BIND_ADDRESS": "0.0.0.0", "DEBUG": "true"], true), (["BIND_ADDRESS": "::1"], true),
            (["ENVIRONMENT": "production", "DEBUG": "true"], false),
        ])
    func whereShown(environment: [String: String], isShown: Bool) async throws {
        let configuration = try Configuration(table: Settings.all, environment: environment)
        let shop = try Shop(configuration, databases: .disconnected, keys: .ephemeral())
        for host in shop.hosts + [shop.gateway] {
            let request = try HTTPRequest(.get, "/debug", fields: [.host: "localhost"])
            let answer = await host.respond(to: request, context: RequestContext(for: request, logger: host.logger))
            #expect(answer.status == (isShown ? .ok : .notFound), "\(host.name)")
        }
    }

    private static func requests(_ shop: WholeShop, at host: String) async throws -> [JSONValue] {
        try await shop.send(
            .get, "/debug/requests.json", fields: [.host: "localhost"], to: host
        ).expect(200)["requests"].arrayValue ?? []
    }
}
