import Contracts
import Endpoints
import FoundationEssentials
import Glibc
import HTTP
import HTTPClient
import JSON
import Testing
import Values

@Suite("Opening a shop", .timeLimit(.minutes(5)))
struct OpeningTests {
    @Test("souk up serves every service on its port, and the gateway in front of them")
    func servesAllPorts() async throws {
        try await ShopPlace.use { place in
            let shop = try await place.open()
            for service in Ports.services {
                // What the gateway does itself counts as its services' work.
                for path in ["/livez", "/readyz", "/docs"] + (service == "gateway" ? [] : ["/metrics"]) {
                    let answer = try await place.http.execute(
                        HTTPClientRequest(.get, place.url(of: service) + path), deadline: .seconds(10))
                    #expect(answer.status == .ok, "\(service) answers \(answer.status.code) on \(path)")
                }
                #expect(shop.output.contains("http://localhost:\(place.ports[service])"))
            }
            let products = try await ShopVisitor(place).send(
                EndpointCall(CatalogAPI.listProducts, query: ProductQuery(limit: 1)))
            #expect(products.results.isEmpty, "up never fills a shop by itself")
        }
    }

    @Test("Generated credentials are for their owner's eyes only, and open the door")
    func credentials() async throws {
        try await ShopPlace.use { place in
            let shop = try await place.open()
            let path = place.dataFolder + "/credentials"
            #expect(try mode(of: path) == 0o600)
            #expect(try mode(of: place.dataFolder) == 0o700)
            #expect(shop.output.contains(path))
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            let password = try #require(lines.first { $0.hasPrefix("admin_password = ") })
            let admin = try await ShopVisitor(place).loggedIn("admin", Secret(String(password.dropFirst(17))))
            let me = try await admin.send(EndpointCall(AccountsAPI.me))
            #expect(me.role == .admin)
        }
    }

    @Test("souk demo walks a buyer's whole way and ends with delivered")
    func demo() async throws {
        try await StockedShop.use { _, place in
            _ = try await place.open(settings: StockedShop.settings)
            let demo = try place.start("demo", settings: StockedShop.settings)
            #expect(try await demo.end(within: .seconds(90)) == .exited(0), "\(demo.output)")
            #expect(demo.output.split(separator: "\n").last == "delivered")
            try await Reckoning.expectInvariants(in: place)
        }
    }

    private func mode(of path: String) throws -> mode_t {
        var information = stat()
        try #require(stat(path, &information) == 0, "\(path) is not there")
        return information.st_mode & 0o777
    }
}
