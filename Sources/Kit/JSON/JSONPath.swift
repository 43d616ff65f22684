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
        // By scalars: a slash with a mark upon it is another character, but a slash all the same.
        guard key.unicodeScalars.contains(where: { $0 == "~" || $0 == "/" }) else { return key }
        return key.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
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
