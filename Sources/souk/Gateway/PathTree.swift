import HTTP

/// The paths of several services by their segments, to find the fewest rules that tell them apart.
struct PathTree {
    /// Folders that nobody has for himself, however few live there today: what is new in them is somebody's new route.
    private static let shared = ["/", "/api", "/api/v1", "/.well-known"]

    private var root = Node()

    private struct Node {
        var literals: [String: Node] = [:]
        /// Whose paths go on with a parameter.
        var parametrised: Set<String> = []
        /// Whose paths end here.
        var ending: Set<String> = []
        /// Whose paths lead through here or end here.
        var owners: Set<String> = []
    }

    mutating func insert(_ pattern: RoutePattern, of service: String) {
        Self.insert(pattern.segments[...], of: service, into: &root)
    }

    private static func insert(_ segments: ArraySlice<RoutePattern.Segment>, of service: String, into node: inout Node)
    {
        node.owners.insert(service)
        switch segments.first {
        case nil: node.ending.insert(service)
        // What follows a parameter is below it, whatever it is called.
        case .parameter: node.parametrised.insert(service)
        case .literal(let text):
            insert(segments.dropFirst(), of: service, into: &node.literals[text, default: Node()])
        }
    }

    /// The rules of each service, in the order of their paths.
    /// - Throws: ``PathConflict``.
    func rules() throws -> [String: [PathRule]] {
        var rules: [String: [PathRule]] = [:]
        try Self.collect(root, at: "", into: &rules)
        return rules
    }

    private static func collect(_ node: Node, at path: String, into rules: inout [String: [PathRule]]) throws {
        let name = path.isEmpty ? "/" : path
        let isLeaf = node.literals.isEmpty && node.parametrised.isEmpty
        if node.owners.count == 1, let owner = node.owners.first, isLeaf || !shared.contains(name) {
            rules[owner, default: []].append(isLeaf ? .exactly(name) : .below(name))
            return
        }
        guard node.parametrised.isEmpty, node.ending.count <= 1 else {
            throw PathConflict(path: name, services: node.owners.sorted())
        }
        if let owner = node.ending.first { rules[owner, default: []].append(.exactly(name)) }
        for (segment, child) in node.literals.sorted(by: { $0.key < $1.key }) {
            try collect(child, at: path + "/" + segment, into: &rules)
        }
    }
}

/// Two services have paths that no beginning tells apart, so that a gateway would send some to the wrong one.
struct PathConflict: Error, Equatable, CustomStringConvertible {
    let path: String
    let services: [String]

    var description: String {
        "\(services.joined(separator: " and ")) both have routes at \(path), which a gateway cannot tell apart"
    }
}
