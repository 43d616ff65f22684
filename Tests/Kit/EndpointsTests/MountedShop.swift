import Endpoints
import HTTP
import Observability
import TestSupport
import Testing
import Values

/// The shop's routes behind a router, asked without a socket. A caller is whoever the test says.
struct MountedShop {
    let router: Router

    init() {
        var router = Router()
        do {
            for route in ShopRoutes().routes { try route.mount(on: &router) }
        } catch {
            Issue.record(error, "the shop's routes cannot be mounted")
        }
        self.router = router
    }

    func ask(
        _ method: HTTPMethod, _ target: String, as user: String? = nil, role: String? = nil,
        kind: Identity.Kind = .user, refused: Problem? = nil, body: String? = nil, type: String = "application/json",
        fields: HTTPFields = [:]
    ) async throws -> HTTPResponse {
        var fields = fields
        if body != nil { fields[.contentType] = type }
        let request = try HTTPRequest(
            method, target, fields: fields, body: body.map { .bytes(Array($0.utf8)) } ?? .empty)
        var context = RequestContext(for: request, logger: Logger(label: "test", handlers: []))
        context.refusedToken = refused
        context.identity = user.map {
            Identity(subject: $0, kind: kind, role: role, issuedAt: .epoch, expiresAt: .epoch + .seconds(60))
        }
        return await MiddlewareStack([], around: router).answer(to: request, context: context)
    }
}
