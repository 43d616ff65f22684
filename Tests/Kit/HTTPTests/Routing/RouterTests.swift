import HTTP
import JSON
import TestSupport
import Testing

@Suite("Router")
struct RouterTests {
    /// Every route answers with its own pattern and its parameters.
    private func router(_ routes: (HTTPMethod, String)...) throws -> Router {
        var router = Router()
        for (method, pattern) in routes {
            try router.mount(method, pattern) { _, context in
                let parameters = zip(context.parameters.names, context.parameters.values).map { "\($0)=\($1)" }
                return .text(([pattern] + parameters).joined(separator: " "))
            }
        }
        return router
    }

    private func answer(_ router: Router, _ target: String, _ method: HTTPMethod = .get) async throws -> String {
        let response = try await router.ask(method, target)
        return response.status == .ok ? try await response.text : String(response.status.code)
    }

    @Test("A literal segment goes before a parameter")
    func literalFirst() async throws {
        let router = try router((.get, "/products/{id:text}/"), (.get, "/products/mine/"))
        #expect(try await answer(router, "/products/mine/") == "/products/mine/")
        #expect(try await answer(router, "/products/min/") == "/products/{id:text}/ id=min")
    }

    @Test("Where a literal leads nowhere, the parameter beside it is tried")
    func backtracking() async throws {
        let router = try router((.get, "/products/mine"), (.get, "/products/{slug:text}/images/{n}"))
        #expect(
            try await answer(router, "/products/mine/images/2") == "/products/{slug:text}/images/{n} slug=mine n=2")
        #expect(try await answer(router, "/products/mine/pictures/2") == "404")
    }

    @Test("Parameters of different kinds live side by side")
    func kinds() async throws {
        let router = try router(
            (.get, "/reviews/{product_id:int}/"), (.get, "/reviews/{review_id:uuid}/"), (.get, "/reviews/{name:text}"))
        let id = "0198c0de-7b1a-7def-8123-456789abcdef"
        #expect(try await answer(router, "/reviews/42/") == "/reviews/{product_id:int}/ product_id=42")
        #expect(try await answer(router, "/reviews/\(id)/") == "/reviews/{review_id:uuid}/ review_id=\(id)")
        #expect(try await answer(router, "/reviews/\(id)0/") == "/reviews/{name:text} name=\(id)0")
    }

    @Test("A plain parameter is a whole number of 64 bits", arguments: ["0", "7", "9223372036854775807"])
    func integers(_ number: String) async throws {
        #expect(try await answer(router((.get, "/orders/{id}")), "/orders/\(number)") == "/orders/{id} id=\(number)")
    }

    @Test(
        "Anything else at its place is not found",
        arguments: ["-1", "+1", "1.0", "0x1", "", "9223372036854775808", "a"])
    func noIntegers(_ number: String) async throws {
        #expect(try await answer(router((.get, "/orders/{id}/lines")), "/orders/\(number)/lines") == "404")
    }

    @Test("A final slash is optional, whatever the pattern says; two are another path")
    func finalSlash() async throws {
        let router = try router((.get, "/with/"), (.get, "/without"), (.get, "/"))
        for path in ["/with", "/with/"] { #expect(try await answer(router, path) == "/with/") }
        for path in ["/without", "/without/"] { #expect(try await answer(router, path) == "/without") }
        #expect(try await answer(router, "/with//") == "404")
        #expect(try await answer(router, "//with") == "404")
        #expect(try await answer(router, "/") == "/")
    }

    @Test("Segments are decoded one by one before they are compared")
    func decoding() async throws {
        let router = try router((.get, "/files/{name:text}"), (.get, "/café/{id}"))
        #expect(try await answer(router, "/files/a%2fb") == "/files/{name:text} name=a/b")
        #expect(try await answer(router, "/files/a/b") == "404")
        #expect(try await answer(router, "/f%69les/x") == "/files/{name:text} name=x")
        #expect(try await answer(router, "/caf%C3%A9/%37") == "/café/{id} id=7")
    }

    @Test("A rest takes what is left, but no slash in disguise")
    func rest() async throws {
        let router = try router((.get, "/assets/{file:rest}"))
        #expect(try await answer(router, "/assets/css/shop.css") == "/assets/{file:rest} file=css/shop.css")
        #expect(try await answer(router, "/assets/..%2fsecret") == "404")
        #expect(try await answer(router, "/assets/") == "404")
    }

    @Test("A method that is not served is 405 and names those that are")
    func otherMethod() async throws {
        let response = try await router((.get, "/carts"), (.delete, "/carts")).ask(.post, "/carts/")
        #expect(response.status == .methodNotAllowed)
        #expect(response.fields[.allow] == "GET, HEAD, DELETE, OPTIONS")
        #expect(try await response.json["code"] == "method_not_allowed")
    }

    @Test("OPTIONS is answered with the methods that are served")
    func options() async throws {
        let response = try await router((.post, "/carts")).ask(.options, "/carts")
        #expect(response.status == .noContent)
        #expect(response.fields[.allow] == "POST, OPTIONS")
    }

    @Test("HEAD is answered by the handler of GET, unless it has one of its own")
    func head() async throws {
        let router = try router((.get, "/a"), (.get, "/b"), (.head, "/b"), (.post, "/c"))
        #expect(try await answer(router, "/a", .head) == "/a")
        #expect(try await answer(router, "/b", .head) == "/b")
        #expect(try await answer(router, "/c", .head) == "405")
    }

    @Test("Nothing is a problem document with the path")
    func notFound() async throws {
        let response = try await router((.get, "/a")).ask(.get, "/b?secret=1")
        #expect(response.status == .notFound)
        #expect(try await response.json["instance"] == "/b")
    }

    @Test("Two routes for the same requests are refused, whatever they call their parameters")
    func conflict() throws {
        var router = try router((.get, "/products/{id}"))
        #expect(throws: RoutingError.conflict(.get, pattern: "/products/{product_id:int}/", with: "/products/{id}")) {
            try router.mount(.get, "/products/{product_id:int}/") { _, _ in .text("") }
        }
        #expect(throws: Never.self) { try router.mount(.put, "/products/{id}") { _, _ in .text("") } }
    }

    @Test(
        "A pattern that makes no sense is refused",
        arguments: ["a", "/{id", "/{}", "/{id:float}", "/{a}/{a}", "/{r:rest}/x", "/a{b}", "/a%20b", "/a?b"])
    func badPattern(_ pattern: String) {
        #expect(throws: RoutingError.self) { try RoutePattern(pattern) }
    }

    @Test("A gateway takes over the routes of its services")
    func merged() async throws {
        var gateway = try router((.get, "/"))
        try gateway.mount(router((.get, "/products/{id}")))
        #expect(try await answer(gateway, "/products/3") == "/products/{id} id=3")
        #expect(gateway.routes.map(\.pattern.text) == ["/", "/products/{id}"])
        #expect(throws: RoutingError.self) { try gateway.mount(router((.get, "/products/{id}"))) }
    }

    @Test("The name of a route for metrics leaves the kinds out")
    func template() throws {
        #expect(try RoutePattern("/reviews/{id:uuid}/").template == "/reviews/{id}/")
        #expect(try RoutePattern("/").template == "/")
    }
}
