import HTTP
import TestSupport
import Testing

@Suite("CORS")
struct CORSMiddlewareTests {
    private let origin = "https://app.example"

    private func stack(_ origins: [String]) throws -> MiddlewareStack {
        var router = Router()
        try router.mount(.get, "/products") { _, _ in
            HTTPResponse(.ok, fields: [.vary: "Accept"], body: .bytes([1]))
        }
        try router.mount(.post, "/products") { _, _ in throw Problem.forbidden }
        return MiddlewareStack(
            [CORSMiddleware(origins: origins, alsoAllowing: ["X-Cart-Token"]), ProblemMiddleware()], around: router)
    }

    @Test("A named origin may read the answer, problems as well")
    func allowed() async throws {
        let stack = try stack([origin])
        for method in [HTTPMethod.get, .post] {
            let response = try await stack.ask(method, "/products", fields: [.origin: origin])
            #expect(response.fields[.accessControlAllowOrigin] == origin)
            #expect(response.fields[.accessControlExposeHeaders]?.contains("ETag") == true)
            #expect(response.fields[.accessControlAllowCredentials] == nil)
            #expect(response.fields[.vary]?.hasSuffix("Origin") == true)
        }
    }

    @Test("Another origin gets no permission", arguments: ["https://app.example.evil", "http://app.example", "null"])
    func refused(_ other: String) async throws {
        let response = try await stack([origin]).ask(.get, "/products", fields: [.origin: other])
        #expect(response.status == .ok)
        #expect(response.fields[.accessControlAllowOrigin] == nil)
        #expect(response.fields[.vary] == "Accept, Origin")
    }

    @Test("A preflight is answered without the handler, with methods and fields")
    func preflight() async throws {
        let response = try await stack([origin]).ask(
            .options, "/products", fields: [.origin: origin, .accessControlRequestMethod: "POST"])
        #expect(response.status == .noContent)
        #expect(response.fields[.accessControlAllowOrigin] == origin)
        #expect(response.fields[.accessControlAllowMethods]?.contains("PATCH") == true)
        #expect(response.fields[.accessControlAllowHeaders]?.contains("Idempotency-Key") == true)
        #expect(response.fields[.accessControlAllowHeaders]?.contains("X-Cart-Token") == true)
        #expect(response.fields[.allow] == nil)
    }

    @Test("A preflight of another origin gets no permission either")
    func refusedPreflight() async throws {
        let response = try await stack([origin]).ask(
            .options, "/products", fields: [.origin: "https://evil.example", .accessControlRequestMethod: "POST"])
        #expect(response.fields[.accessControlAllowOrigin] == nil)
        #expect(response.fields[.accessControlAllowMethods] == nil)
    }

    @Test("Without an origin the answer only says that it depends on one")
    func sameOrigin() async throws {
        #expect(try await stack([origin]).ask(.get, "/products").fields[.vary] == "Accept, Origin")
        #expect(try await stack(["*"]).ask(.get, "/products").fields[.vary] == "Accept")
    }

    @Test("An asterisk lets everybody in")
    func all() async throws {
        let response = try await stack(["*"]).ask(.get, "/products", fields: [.origin: "https://any.example"])
        #expect(response.fields[.accessControlAllowOrigin] == "*")
    }
}
