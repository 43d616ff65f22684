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

    /// A name for the operation of this path, as `getProductsByID` is.
    func operationID(_ method: String) -> String {
        var words = [method]
        // The calls of services have names of their own: two paths may differ in the version only.
        if !segments.contains(where: { $0.text == "v1" }), segments.first?.text == "api" { words.append("internal") }
        for (text, isParameter) in segments where text != "api" && text != "v1" {
            if isParameter { words.append("by") }
            words += text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        }
        return words[0] + words.dropFirst().map(Self.capitalized).joined()
    }

    /// What a parameter belongs to: the last piece before it that is no parameter, as `products`.
    func collection(before name: String) -> String? {
        guard let index = segments.firstIndex(where: { $0.isParameter && $0.text == name }) else { return nil }
        return segments[..<index].last { !$0.isParameter }?.text
    }

    private static func capitalized(_ word: String) -> String {
        word == "id" ? "ID" : word.prefix(1).uppercased() + word.dropFirst()
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
