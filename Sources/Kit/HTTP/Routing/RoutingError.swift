/// A mistake in the table of routes, found when the process starts.
public enum RoutingError: Error, Hashable, Sendable {
    case badPattern(String, String)
    /// The method is served there already, by the route of the other pattern.
    case conflict(HTTPMethod, pattern: String, with: String)
}

extension RoutingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badPattern(let pattern, let reason): "the route \(pattern) cannot be mounted: \(reason)"
        case .conflict(let method, let pattern, let other):
            "\(method) \(pattern) cannot be mounted: \(other) answers the same requests"
        }
    }
}
