public import Endpoints
public import EventLoops
public import HTTP
public import Observability
public import OpenAPI

/// A service made ready to answer: its routes inside the middlewares that every service has, with health, metrics and
/// documentation beside them.
///
/// Building one checks the house rules: what is internal takes services only, what is public never does. A service
/// that breaks them does not start.
public struct ServiceHost: Responder {
    /// The service's name, which is also the audience of tokens for its internal endpoints.
    public let name: String
    /// Every route that is served, for OpenAPI, `souk routes` and the access matrix.
    public let routes: Routes
    /// The path of everything that is served: of the routes, and of health, metrics, documentation and pages.
    public let paths: [RoutePattern]
    /// The contract of the routes.
    public let document: OpenAPIDocument
    /// What has to hold before requests should be sent here.
    public let readiness: [ReadinessCheck]
    /// Labelled with the service's name.
    public let logger: Logger
    private let stack: MiddlewareStack

    /// Hosts one service on a port of its own: public and internal routes, documentation, health, metrics.
    /// - Parameter mounting: adds pages that are no endpoints.
    public init(
        service: some ShopService, environment: ServiceEnvironment,
        mounting: (inout Router) throws -> Void = { _ in }
    ) throws {
        try self.init(
            name: type(of: service).name, summary: type(of: service).summary, routes: service.routes,
            readiness: service.readiness + environment.readiness, environment: environment, mounting: mounting)
    }

    /// Hosts routes under a name: for a server of pages, or a peer in a test.
    public init(
        name: String, summary: String = "", routes: Routes, readiness: [ReadinessCheck] = [],
        environment: ServiceEnvironment, mounting: (inout Router) throws -> Void = { _ in }
    ) throws {
        let document = OpenAPIDocument(title: "Souk: \(name)", version: "1", summary: summary, routes: routes)
        try self.init(
            name: name, document: document, routes: routes, readiness: readiness, environment: environment,
            showsMetrics: true
        ) { router in
            if !routes.isEmpty {
                try DocumentationRoutes(title: document.title) { document }.mount(on: &router)
            }
            try mounting(&router)
        }
    }

    /// Hosts what the public may call of several services, as the gateway does.
    ///
    /// Internal routes are not mounted at all: behind the gateway they do not exist.
    /// - Parameters:
    ///   - answersCalls: false where another gateway takes calls to their services, and this one shows only what they
    ///     offer: the documentation, and the pages.
    ///   - mounting: adds pages.
    public init(
        gateway name: String, services: [any ShopService], answersCalls: Bool = true, environment: ServiceEnvironment,
        mounting: (inout Router) throws -> Void = { _ in }
    ) throws {
        let routes = services.flatMap(\.routes).filter { $0.description.exposure == .public }
        let document = OpenAPIDocument(
            title: "Souk", version: "1", summary: "All that a shop offers to its customers and staff.",
            routes: routes)
        try self.init(
            name: name, document: document, routes: answersCalls ? routes : [],
            readiness: answersCalls ? services.flatMap(\.readiness) : [], environment: environment,
            // Whoever faces the public keeps them to itself.
            showsMetrics: !answersCalls, showsAllRecorded: true
        ) { router in
            try DocumentationRoutes(title: document.title, paths: .gateway) { document }.mount(on: &router)
            try mounting(&router)
        }
    }

    private init(
        name: String, document: OpenAPIDocument, routes: Routes, readiness: [ReadinessCheck],
        environment: ServiceEnvironment,
        showsMetrics: Bool, showsAllRecorded: Bool = false, mounting: (inout Router) throws -> Void
    ) throws {
        self.name = name
        self.document = document
        self.routes = routes
        self.readiness = readiness
        var logger = environment.logger.labelled(name)
        logger[metadataKey: "service.name"] = .string(name)
        self.logger = logger
        var router = Router()
        var needs: [RouteKey: Access.TokenNeed] = [:]
        for route in routes {
            let operation = route.description
            try operation.checkExposure()
            try route.mount(on: &router)
            needs[RouteKey(operation.method, try RoutePattern(operation.path).template)] = operation.access.token
        }
        try HealthEndpoints(
            checks: readiness, isDraining: environment.isDraining, metrics: environment.metrics, logger: logger
        ).mount(on: &router, showsMetrics: showsMetrics)
        if let recorders = environment.recorders {
            let recorder = recorders.recorder(of: name)
            try DebugRoutes(title: name) { showsAllRecorded ? recorders.latest : recorder.latest }.mount(on: &router)
        }
        try mounting(&router)
        paths = router.routes.map(\.pattern)
        let authentication = AuthenticationMiddleware(
            audience: name, authenticator: environment.authenticator, needs: needs)
        stack = MiddlewareStack(try environment.middlewares(of: name) + [authentication], around: router)
    }

    public func respond(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse {
        await stack.respond(to: request, context: context)
    }

    public func answerAtHand(to request: HTTPRequest, context: inout RequestContext) -> Attempt<HTTPResponse> {
        stack.answerAtHand(to: request, context: &context)
    }
}
