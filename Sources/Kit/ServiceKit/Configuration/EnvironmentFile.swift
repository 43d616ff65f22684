/// Reads the lines of a `.env` file: `NAME=value`, comments, quotes, an optional `export`.
///
/// Nothing is expanded: a `$` stays a `$`, so that generated passwords survive.
enum EnvironmentFile {
    static func parse(_ text: String) throws(ConfigurationError) -> [(name: String, value: String)] {
        var entries: [(name: String, value: String)] = []
        // A line may end as it does on Windows; to Swift that is one character, and not this one.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        for (index, line) in lines.enumerated() {
            var content = trimmed(line)
            if content.isEmpty || content.hasPrefix("#") { continue }
            if content.hasPrefix("export ") { content = trimmed(content.dropFirst("export ".count)) }
            guard let equals = content.firstIndex(of: "=") else {
                throw ConfigurationError(".env line \(index + 1)", "must be NAME=value")
            }
            let name = trimmed(content[..<equals])
            guard isName(name) else {
                throw ConfigurationError(".env line \(index + 1)", "a name holds letters, digits and underscores")
            }
            guard let value = unquoted(trimmed(content[content.index(after: equals)...])) else {
                throw ConfigurationError(".env line \(index + 1)", "the quote of \(name) is not closed")
            }
            entries.append((String(name), value))
        }
        return entries
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    private static func isName(_ name: Substring) -> Bool {
        guard let first = name.first, !first.isNumber else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    /// The value without its quotes; without quotes a comment ends it. Nil if a quote is not closed.
    private static func unquoted(_ value: Substring) -> String? {
        guard let quote = value.first, quote == "\"" || quote == "'" else {
            guard let comment = value.firstRange(of: " #") else { return String(value) }
            return String(trimmed(value[..<comment.lowerBound]))
        }
        let inner = value.dropFirst()
        guard let end = inner.firstIndex(of: quote) else { return nil }
        let rest = trimmed(inner[inner.index(after: end)...])
        return rest.isEmpty || rest.hasPrefix("#") ? String(inner[..<end]) : nil
    }
}
