/// A route's path, apart from what its parameters are called.
struct PathTemplate {
    /// The pieces between slashes; a parameter without its braces and kind.
    private let segments: [(text: String, isParameter: Bool)]
    private let endsInSlash: Bool

    init(_ path: String) {
        segments = path.split(separator: "/").map { segment in
            guard segment.first == "{" else { return (String(segment), false) }
            return (String(segment.dropFirst().prefix { $0 != ":" && $0 != "}" }), true)
        }
        endsInSlash = path.hasSuffix("/")
    }

    var parameterNames: [String] { segments.filter(\.isParameter).map(\.text) }

    /// The same for all paths that OpenAPI cannot tell apart.
    var anonymous: String {
        written { _ in "" }
    }

    func renamed(_ names: [String]) -> String {
        written { names[$0] }
    }

    /// What a parameter belongs to: the last piece before it that is no parameter, as `products`.
    func collection(before name: String) -> String? {
        guard let index = segments.firstIndex(where: { $0.isParameter && $0.text == name }) else { return nil }
        return segments[..<index].last { !$0.isParameter }?.text
    }

    private func written(_ name: (Int) -> String) -> String {
        var index = 0
        var path = ""
        for (text, isParameter) in segments {
            path += "/"
            if isParameter {
                path += "{\(name(index))}"
                index += 1
            } else {
                path += text
            }
        }
        return path.isEmpty ? "/" : path + (endsInSlash ? "/" : "")
    }
}
