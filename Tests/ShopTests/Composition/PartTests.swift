import HTTP
import HTTPClient
import ServiceKit
import TestSupport
import Testing

@testable import souk

@Suite("A process that runs a part of the shop")
struct PartTests {
    @Test(
        "It answers under the shop's names, and under the address by which its peers call it",
        arguments: [
            ("10.0.0.7", "10.0.0.7:8002", HTTPStatus.ok), ("fd00::7", "[fd00::7]:8002", .ok),
            ("10.0.0.7", "shop.example", .ok), ("10.0.0.7", "10.0.0.8:8002", .misdirectedRequest),
            ("10.0.0.7", "elsewhere.example", .misdirectedRequest),
        ])
    func hosts(address: String, host: String, status: HTTPStatus) async throws {
        try await withShopFolder { folder, loops in
            let configuration = Configuration(
                withFaults: Settings.all,
                environment: [
                    "DATA_DIR": folder, "LOG_DIR": "none", "ALLOWED_HOSTS": "shop.example",
                    "ADVERTISE_ADDRESS": address, "CONSUL_HTTP_ADDR": "127.0.0.1:1",
                ])
            let client = HTTPClient(loops: loops)
            let adapters = try ShopAdapters(configuration, serving: ["catalog"], client: client, on: loops)
            let opened = try OpenedShop(configuration, adapters: adapters)
            _ = try await opened.shop.migrate()
            let catalog = try #require(opened.shop.hosts.first)
            let answer = try await catalog.ask(.get, "/api/v1/products/", fields: [.host: host])
            #expect(answer.status == status)
            await opened.shop.close()
            await client.shutdown()
        }
    }
}
