/// Finds the handler of a request by its method and path.
///
///     var router = Router()
///     try router.mount(.get, "/api/v1/reviews/{product_id:int}/") { request, context in … }
///     try router.mount(.get, "/api/v1/reviews/{review_id:uuid}/") { request, context in … }
///
/// A final slash is optional in requests. `HEAD` is answered by the handler of `GET`, whose body the transport leaves
/// out; `OPTIONS` by the methods that are served; another method than those by 405.
public struct Router: Sendable {
    /// All routes, in the order in which they were mounted.
    public private(set) var routes: [MountedRoute] = []

    private var tree = RouteTree()

    public init() {}

    /// Adds a route.
    /// - Parameter answerAtHand: answers what needs no waiting; it must answer as the handler would.
    /// - Throws: when the pattern makes no sense, or another route answers the same requests.
    public mutating func mount(
        _ method: HTTPMethod, _ pattern: String, atHand answerAtHand: AtHandHandler? = nil,
        _ handler: @escaping RouteHandler
    ) throws(RoutingError) {
        try mount(
            MountedRoute(
                method: method, pattern: RoutePattern(pattern), answerAtHand: answerAtHand, handler: handler))
    }

    /// Adds all routes of another router, as a gateway does with those of its services.
    public mutating func mount(_ other: Router) throws(RoutingError) {
        for route in other.routes { try mount(route) }
    }

    private mutating func mount(_ route: MountedRoute) throws(RoutingError) {
        if let earlier = tree.insert(route.pattern, route.method, place: routes.count) {
            throw .conflict(route.method, pattern: route.pattern.text, with: routes[earlier].pattern.text)
        }
        routes.append(route)
    }

    /// Finds out who answers, without answering.
    public func resolve(_ method: HTTPMethod, _ target: RequestTarget) -> RouteResolution {
        PathSegments.withSegments(of: target) { segments in
            guard let places = tree.routes(of: segments) else { return .nothing }
            if let place = places[method.slot] ?? (method == .head ? places[HTTPMethod.get.slot] : nil) {
                return .route(routes[place].match(segments))
            }
            return .otherMethods(Self.served(places))
        }
    }

    /// What a path serves, with the methods that come along by themselves.
    private static func served(_ places: [Int?]) -> [HTTPMethod] {
        HTTPMethod.allCases.filter { method in
            switch method {
            case .head: places[method.slot] != nil || places[HTTPMethod.get.slot] != nil
            case .options: true
            default: places[method.slot] != nil
            }
        }
    }
}

extension Router: Responder {
    public func respond(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse {
        await MiddlewareStack([], around: self).respond(to: request, context: context)
    }

    /// Answers by what was resolved before.
    static func answer(_ request: HTTPRequest, _ context: RequestContext) async throws -> HTTPResponse {
        switch context.resolution {
        case .route(let match):
            return try await match.handler(request, context)
        case .otherMethods(let methods) where request.method == .options:
            return HTTPResponse(.noContent, fields: [.allow: methods.map(\.rawValue).joined(separator: ", ")])
        case .otherMethods(let methods):
            throw Problem.methodNotAllowed(methods)
        case .nothing, nil:
            throw Problem.notFound
        }
    }
}
