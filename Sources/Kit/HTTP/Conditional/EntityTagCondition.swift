/// What `If-Match` and `If-None-Match` carry: any version, or one of these.
public enum EntityTagCondition: Hashable, Sendable {
    /// A tag as it was sent; a weak one says that the contents mean the same, not that they are the same.
    public struct Tag: Hashable, Sendable {
        public let opaque: String
        public let isWeak: Bool

        public init(_ opaque: String, isWeak: Bool = false) {
            self.opaque = opaque
            self.isWeak = isWeak
        }
    }

    case any
    case tags([Tag])

    /// A list of tags, as a regular expression for contracts.
    public static let expression = #"^(W/)?"[!#-~]*"([ \t]*,[ \t]*(W/)?"[!#-~]*")*$"#

    /// Nil for what is neither `*` nor a list of quoted tags.
    public init?(_ text: String) {
        if ASCII.trimmed(text) == "*" {
            self = .any
            return
        }
        var tags: [Tag] = []
        var rest = text.utf8[...]
        // Lists may hold empty elements, which are passed over.
        func skipBlanks() { rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }
        func skipCommas() {
            skipBlanks()
            while rest.first == UInt8(ascii: ",") {
                rest = rest.dropFirst()
                skipBlanks()
            }
        }
        skipCommas()
        while !rest.isEmpty {
            let isWeak = rest.starts(with: "W/".utf8)
            if isWeak { rest = rest.dropFirst(2) }
            guard rest.first == UInt8(ascii: "\"") else { return nil }
            rest = rest.dropFirst()
            guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
            guard rest[..<end].allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
            tags.append(Tag(String(Substring(rest[..<end])), isWeak: isWeak))
            rest = rest[rest.index(after: end)...]
            skipBlanks()
            guard rest.isEmpty || rest.first == UInt8(ascii: ",") else { return nil }
            skipCommas()
        }
        guard !tags.isEmpty else { return nil }
        self = .tags(tags)
    }

    /// Whether the tag is meant, weak or not: what `If-None-Match` asks.
    public func matchesWeakly(_ tag: ETag?) -> Bool {
        switch self {
        case .any: tag != nil
        case .tags(let tags): tags.contains { $0.opaque == tag?.opaque }
        }
    }

    /// Whether exactly these bytes are meant: what `If-Match` asks.
    public func matchesStrongly(_ tag: ETag?) -> Bool {
        switch self {
        case .any: tag != nil
        case .tags(let tags): tags.contains { !$0.isWeak && $0.opaque == tag?.opaque }
        }
    }
}
