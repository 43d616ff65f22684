/// What a service serves.
public typealias Routes = [Route]

/// A few routes that belong together.
public protocol RouteCollection: Sendable {
    @RoutesBuilder var routes: Routes { get }
}

/// Lists routes and collections of them, one a line.
@resultBuilder
public enum RoutesBuilder {
    public static func buildExpression(_ route: Route) -> Routes { [route] }
    public static func buildExpression(_ routes: Routes) -> Routes { routes }
    public static func buildExpression(_ collection: some RouteCollection) -> Routes { collection.routes }
    public static func buildBlock(_ parts: Routes...) -> Routes { parts.flatMap { $0 } }
    public static func buildOptional(_ part: Routes?) -> Routes { part ?? [] }
    public static func buildEither(first part: Routes) -> Routes { part }
    public static func buildEither(second part: Routes) -> Routes { part }
    public static func buildArray(_ parts: [Routes]) -> Routes { parts.flatMap { $0 } }
}
