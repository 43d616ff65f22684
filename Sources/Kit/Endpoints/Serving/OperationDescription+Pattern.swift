import HTTP

extension OperationDescription {
    /// The path with the kind of each parameter, as the router takes it: `/api/v1/reviews/{review_id:uuid}/`. The
    /// kinds come from the type of the path.
    /// - Throws: a `RoutingError` when the two do not name the same parameters.
    public func pattern() throws -> String {
        let fields = try pathParameters()
        var named: Set<String> = []
        let segments = try path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix("{"), segment.hasSuffix("}") else { return String(segment) }
            let parts = segment.dropFirst().dropLast().split(separator: ":", maxSplits: 1)
            let name = parts.first.map(String.init) ?? ""
            guard let field = fields.first(where: { $0.name == name }) else {
                throw RoutingError.badPattern(path, "the type of the path has no field \(name)")
            }
            named.insert(name)
            return parts.count == 2 ? String(segment) : "{\(name):\(Self.kind(of: field.shape).rawValue)}"
        }
        if let missing = fields.first(where: { !named.contains($0.name) }) {
            throw RoutingError.badPattern(path, "the field \(missing.name) of the path's type does not stand in it")
        }
        return segments.joined(separator: "/")
    }

    /// The path as OpenAPI writes it, without kinds.
    public var template: String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix("{"), let colon = segment.firstIndex(of: ":") else { return String(segment) }
            return segment[..<colon] + "}"
        }.joined(separator: "/")
    }

    private static func kind(of shape: Shape) -> ParameterKind {
        switch shape.kind {
        case .integer: .integer
        case .string where shape.format == "uuid": .uuid
        default: .text
        }
    }
}
