import HTTP
import HTTPClient
import JSON
import TestSupport
import Testing

@Suite("The API pages in a browser", .timeLimit(.minutes(5)))
struct DocumentationPagesTests {
    @Test("Swagger UI and Redoc show every operation of every service and of the gateway")
    func render() async throws {
        try await ShopPlace.use { place in
            _ = try await place.open()
            for service in Ports.services {
                let isGateway = service == "gateway"
                let url = place.url(of: service)
                let operations = try await operations(of: url + (isGateway ? "/openapi.json" : "/api/schema/"), place)
                #expect(operations > 0)

                async let swagger = Browser.page(url + "/docs", as: "swagger", for: place)
                async let redoc = Browser.page(
                    url + (isGateway ? "/docs/redoc/" : "/api/schema/redoc/"), as: "redoc", for: place)
                let blocks = try await swagger.matches(of: /class="opblock opblock-[a-z]+"/).count
                #expect(blocks == operations, "Swagger UI of \(service)")
                let sections = Set(
                    try await redoc.matches(of: /id="(tag\/[^"]*operation\/[^"]*)"/).map { String($0.1) })
                #expect(sections.count == operations, "Redoc of \(service)")
            }
        }
    }

    private func operations(of url: String, _ place: ShopPlace) async throws -> Int {
        let answer = try await place.http.execute(HTTPClientRequest(.get, url), deadline: .seconds(20))
        let paths = try #require(try await answer.json["paths"]?.objectValue)
        let methods: Set<String> = ["get", "put", "post", "patch", "delete"]
        return paths.reduce(0) { count, path in
            count + (path.value.objectValue?.count { methods.contains($0.key) } ?? 0)
        }
    }
}
