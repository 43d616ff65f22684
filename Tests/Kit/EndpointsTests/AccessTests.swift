import Endpoints
import HTTP
import TestSupport
import Testing

@Suite struct AccessTests {
    private let shop = MountedShop()

    @Test("without a token there is no admission, with the wrong one neither")
    func unauthorized() async throws {
        let response = try await shop.ask(.delete, "/api/v1/goods/7/")
        #expect(response.status == .unauthorized)
        #expect(response.fields[.wwwAuthenticate] != nil)
        #expect(try await shop.ask(.delete, "/api/v1/goods/7/", as: "orders", kind: .service).status == .unauthorized)
        #expect(try await shop.ask(.delete, "/api/v1/goods/7/", refused: .unauthorized).status == .unauthorized)
    }

    @Test("the right caller is served, one who may not is refused")
    func roles() async throws {
        #expect(try await shop.ask(.delete, "/api/v1/goods/7/", as: "ann").status == .noContent)
        #expect(try await shop.ask(.delete, "/api/v1/goods/7/", as: "bob", role: "banned").status == .forbidden)
    }

    @Test("a public route does not care for a bad token")
    func anyone() async throws {
        #expect(try await shop.ask(.get, "/api/v1/goods/7/", refused: .unauthorized).status == .ok)
    }

    @Test("admission comes before the content: a stranger learns nothing of the rules")
    func order() async throws {
        #expect(try await shop.ask(.post, "/api/v1/goods/", body: "{").status == .unauthorized)
    }
}
