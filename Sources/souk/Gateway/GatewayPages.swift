import HTTP

/// What the gateway shows besides the API and its documentation.
struct GatewayPages: Sendable {
    func mount(on router: inout Router) throws {
        // A shop without pages of its own shows what its API offers.
        try router.mount(.get, "/") { _, _ in .redirect(to: "/docs", status: .found) }
    }
}
