/// A row of a router's table.
public struct MountedRoute: Sendable {
    public let method: HTTPMethod
    public let pattern: RoutePattern

    let handler: RouteHandler
    let answerAtHand: AtHandHandler?
    /// What the pattern gives to each match; made once.
    let template: String
    let parameterNames: [String]
    let parameterPositions: [Int]

    init(method: HTTPMethod, pattern: RoutePattern, answerAtHand: AtHandHandler?, handler: @escaping RouteHandler) {
        self.method = method
        self.pattern = pattern
        self.handler = handler
        self.answerAtHand = answerAtHand
        template = pattern.template
        parameterNames = pattern.parameterNames
        parameterPositions = pattern.segments.indices.filter { pattern.segments[$0].name != nil }
    }

    func match(_ segments: PathSegments) -> RouteMatch {
        RouteMatch(
            pattern: template,
            parameters: parameterPositions.isEmpty
                ? RouteParameters()
                : RouteParameters(
                    names: parameterNames, values: parameterPositions.map { value(at: $0, of: segments) }),
            handler: handler, answerAtHand: answerAtHand)
    }

    private func value(at position: Int, of segments: PathSegments) -> String {
        guard case .parameter(_, .rest) = pattern.segments[position] else {
            return segments.text(segments.ranges[position])
        }
        return segments.ranges[position...].map { segments.text($0) }.joined(separator: "/")
    }
}
