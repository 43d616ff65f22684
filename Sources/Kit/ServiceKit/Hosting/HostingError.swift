/// A route that must not be served the way it is declared.
public enum HostingError: Error, Equatable, CustomStringConvertible {
    /// A path under `/api/` outside of `/api/v1/` is for services only, and its endpoint lets others in.
    case internalRouteIsOpen(route: String)
    /// A public path asks for a service's token: the gateway would offer what nobody can use.
    case publicRouteForServices(route: String)

    public var description: String {
        switch self {
        case .internalRouteIsOpen(let route): "\(route) is internal, but its caller is not a service"
        case .publicRouteForServices(let route): "\(route) is public, but its caller is a service"
        }
    }
}
