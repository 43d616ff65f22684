/// The parameters of a route in one request, decoded.
public struct RouteParameters: Sendable {
    /// Belongs to the route, so that a request copies none of it.
    public let names: [String]
    public let values: [String]

    public init(names: [String] = [], values: [String] = []) {
        self.names = names
        self.values = values
    }

    public subscript(_ name: String) -> String? {
        names.firstIndex(of: name).map { values[$0] }
    }

    public var isEmpty: Bool { names.isEmpty }
}
