/// The way from the root to a value, built while decoding and written out only for an error.
indirect enum JSONPath: Sendable {
    case root
    case member(of: JSONPath, String)
    case element(of: JSONPath, Int)

    /// A JSON pointer (RFC 6901).
    var pointer: String {
        switch self {
        case .root: ""
        case .member(let parent, let key): parent.pointer + "/" + Self.escape(key)
        case .element(let parent, let index): parent.pointer + "/\(index)"
        }
    }

    private static func escape(_ key: String) -> String {
        guard key.contains(where: { $0 == "~" || $0 == "/" }) else { return key }
        return key.reduce(into: "") { $0 += $1 == "~" ? "~0" : $1 == "/" ? "~1" : String($1) }
    }

    var codingPath: [any CodingKey] {
        switch self {
        case .root: []
        case .member(let parent, let key): parent.codingPath + [PlainCodingKey(stringValue: key)]
        case .element(let parent, let index): parent.codingPath + [PlainCodingKey(intValue: index)]
        }
    }
}

struct PlainCodingKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}
