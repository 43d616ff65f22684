/// The routes by their segments. Nodes lie in one array and name each other by their place, so that the tree is a
/// plain value.
struct RouteTree: Sendable {
    private struct Node {
        var literals: [(bytes: [UInt8], node: Int)] = []
        /// At most one of a kind, the narrower kind first.
        var parameters: [(kind: ParameterKind, node: Int)] = []
        /// The place in the table for each method, in the order of `HTTPMethod.allCases`.
        var routes: [Int?] = []
    }

    private var nodes = [Node()]

    /// Notes where the route stands in the table, and answers the place of one that is there already.
    mutating func insert(_ pattern: RoutePattern, _ method: HTTPMethod, place: Int) -> Int? {
        var node = 0
        for segment in pattern.segments {
            node = child(of: node, segment)
        }
        if nodes[node].routes.isEmpty {
            nodes[node].routes = Array(repeating: nil, count: HTTPMethod.allCases.count)
        }
        if let earlier = nodes[node].routes[method.slot] { return earlier }
        nodes[node].routes[method.slot] = place
        return nil
    }

    /// The routes of the path, by method; nil when nothing is there.
    ///
    /// A literal goes before a parameter and a narrower kind before a wider one; where the way ends it goes back and
    /// tries the next.
    func routes(of segments: PathSegments) -> [Int?]? {
        find(segments, at: 0, from: 0)
    }

    private func find(_ segments: PathSegments, at depth: Int, from index: Int) -> [Int?]? {
        guard depth < segments.ranges.count else {
            return nodes[index].routes.isEmpty ? nil : nodes[index].routes
        }
        let range = segments.ranges[depth]
        for literal in nodes[index].literals where segments.equal(range, literal.bytes) {
            if let found = find(segments, at: depth + 1, from: literal.node) { return found }
        }
        for parameter in nodes[index].parameters where parameter.kind.matches(range, of: segments) {
            if parameter.kind == .rest {
                guard segments.ranges[depth...].allSatisfy({ ParameterKind.rest.matches($0, of: segments) }) else {
                    continue
                }
                return nodes[parameter.node].routes
            }
            if let found = find(segments, at: depth + 1, from: parameter.node) { return found }
        }
        return nil
    }

    private mutating func child(of index: Int, _ segment: RoutePattern.Segment) -> Int {
        switch segment {
        case .literal(let text):
            let bytes = Array(text.utf8)
            if let known = nodes[index].literals.first(where: { $0.bytes == bytes }) { return known.node }
            nodes[index].literals.append((bytes, nodes.count))
        case .parameter(_, let kind):
            if let known = nodes[index].parameters.first(where: { $0.kind == kind }) { return known.node }
            nodes[index].parameters.append((kind, nodes.count))
            nodes[index].parameters.sort { $0.kind.breadth < $1.kind.breadth }
        }
        nodes.append(Node())
        return nodes.count - 1
    }
}

extension HTTPMethod {
    /// The place among all methods.
    var slot: Int {
        switch self {
        case .get: 0
        case .head: 1
        case .post: 2
        case .put: 3
        case .patch: 4
        case .delete: 5
        case .options: 6
        }
    }
}

extension ParameterKind {
    fileprivate var breadth: Int {
        switch self {
        case .integer: 0
        case .uuid: 1
        case .text: 2
        case .rest: 3
        }
    }
}
