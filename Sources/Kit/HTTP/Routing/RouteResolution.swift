/// What a router knows about a request before it is answered.
public enum RouteResolution: Sendable {
    case route(RouteMatch)
    /// There is something at that path; it serves these methods only.
    case otherMethods([HTTPMethod])
    case nothing
}
