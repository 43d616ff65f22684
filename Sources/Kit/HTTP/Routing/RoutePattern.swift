/// The path of a route, as `/api/v1/reviews/{review_id:uuid}/`. A final slash makes no difference.
public struct RoutePattern: Hashable, Sendable {
    /// One segment of a pattern.
    public enum Segment: Hashable, Sendable {
        case literal(String)
        case parameter(name: String, kind: ParameterKind)
    }

    public let text: String
    public let segments: [Segment]

    public init(_ text: String) throws(RoutingError) {
        guard text.hasPrefix("/") else { throw .badPattern(text, "it has to begin with a slash") }
        var segments: [Segment] = []
        for part in text.split(separator: "/") {
            segments.append(try Self.segment(part, of: text))
        }
        let names = segments.compactMap(\.name)
        guard Set(names).count == names.count else { throw .badPattern(text, "two parameters have the same name") }
        for segment in segments.dropLast() {
            if case .parameter(_, .rest) = segment { throw .badPattern(text, "a rest can only stand at the end") }
        }
        self.text = text
        self.segments = segments
    }

    /// The names of the parameters, in their order.
    public var parameterNames: [String] { segments.compactMap(\.name) }

    /// The path without the kinds of its parameters, as OpenAPI, logs and metrics write it.
    public var template: String {
        let path = segments.map { segment in
            switch segment {
            case .literal(let text): "/" + text
            case .parameter(let name, _): "/{\(name)}"
            }
        }
        return path.joined() + (text.hasSuffix("/") ? "/" : "")
    }

    private static func segment(_ part: Substring, of pattern: String) throws(RoutingError) -> Segment {
        guard part.hasPrefix("{") else {
            guard !part.contains(where: { "{}%?#".contains($0) }) else {
                throw .badPattern(pattern, "\(part) is neither a plain segment nor a parameter")
            }
            return .literal(String(part))
        }
        let inner = part.dropFirst().dropLast()
        let pieces = inner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard part.hasSuffix("}"), let name = pieces.first, HTTPToken.isToken(name) else {
            throw .badPattern(pattern, "\(part) is no parameter")
        }
        guard pieces.count == 2 else { return .parameter(name: String(name), kind: .integer) }
        guard let kind = ParameterKind(rawValue: String(pieces[1])) else {
            throw .badPattern(pattern, "\(pieces[1]) is no kind of parameter")
        }
        return .parameter(name: String(name), kind: kind)
    }
}

extension RoutePattern.Segment {
    var name: String? {
        guard case .parameter(let name, _) = self else { return nil }
        return name
    }
}
