/// No path parameters, no query, no body, no output.
public struct Nothing: RequestBody, Codable, Hashable {
    public init() {}
}

extension Nothing: Described {
    public static var sample: Nothing { Nothing() }
    public static func shape(inside _: [String]) -> Shape { Shape(.nothing) }
}
