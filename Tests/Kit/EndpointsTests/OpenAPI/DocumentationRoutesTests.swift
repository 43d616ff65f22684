import HTTP
import JSON
import Observability
import OpenAPI
import Testing

@Suite("The documentation of a service")
struct DocumentationRoutesTests {
    private func answer(
        _ path: String, _ fields: HTTPFields = [:], paths: DocumentationPaths = .service
    ) async throws -> HTTPResponse {
        var router = Router()
        try DocumentationRoutes(title: "Tea <pots>", paths: paths) { SampleContract.document }.mount(on: &router)
        let request = try HTTPRequest(.get, path, fields: fields)
        let context = RequestContext(for: request, logger: Logger(label: "documentation"))
        return await router.respond(to: request, context: context)
    }

    @Test("is an OpenAPI document under /api/schema/")
    func schema() async throws {
        let response = try await answer("/api/schema/")
        #expect(response.status == .ok)
        let json = try JSONValue.parse(try await response.body.collect())
        #expect(json["info"]?["title"] == "Teapots")
    }

    @Test("need not be sent again to whoever has it")
    func cached() async throws {
        for path in ["/api/schema/", "/docs", "/docs/assets/documentation.css"] {
            let tag = try #require(try await answer(path).fields[.etag])
            let again = try await answer(path, [.ifNoneMatch: tag])
            #expect(again.status == .notModified)
            #expect(again.body.length == 0)
        }
    }

    @Test(
        "is shown by pages that run no inline script and load nothing from elsewhere",
        arguments: [
            "/docs", "/api/schema/swagger-ui/", "/api/schema/redoc/",
        ])
    func pages(path: String) async throws {
        let response = try await answer(path)
        #expect(response.status == .ok)
        let policy = try #require(response.fields[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("script-src 'self';"))
        let html = String(decoding: try await response.body.collect(), as: UTF8.self)
        #expect(html.contains(#"<meta charset="utf-8">"#))
        #expect(html.contains("<title>Tea &lt;pots&gt;</title>"))
        #expect(!html.contains("<script>"))
        #expect(!html.contains("http://") && !html.contains("https://"))
    }

    @Test("loads assets that are there")
    func assets() async throws {
        for page in ["/docs", "/api/schema/redoc/"] {
            let html = String(decoding: try await answer(page).body.collect(), as: UTF8.self)
            let loaded = html.split(separator: "\"").filter { $0.hasPrefix("/docs/assets/") }
            #expect(!loaded.isEmpty)
            // A build without the fetched files says so, and then has no icon either.
            for asset in loaded where !html.contains("scripts/fetch-web-assets") {
                #expect(try await answer(String(asset)).status == .ok, "\(asset)")
            }
        }
        #expect(try await answer("/docs/assets/nothing.js").status == .notFound)
    }

    @Test("stands beside the gateway's own page, outside of /api/")
    func gateway() async throws {
        #expect(try await answer("/openapi.json", paths: .gateway).status == .ok)
        #expect(try await answer("/docs", paths: .gateway).status == .ok)
        #expect(try await answer("/docs/redoc/", paths: .gateway).status == .ok)
        #expect(try await answer("/api/schema/", paths: .gateway).status == .notFound)
    }
}
