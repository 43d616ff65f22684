/// A statement and the values that go with it, kept apart from the first moment on.
///
/// An interpolated value becomes a bind, never text, so that a query written the natural way cannot be injected into:
///
///     "select name from products where id = \(id) and price < \(limit)"
///
/// Text that is not a value needs a label of its own: `\(list:)`, `\(fragment:)`, or the loud `\(unescaped:)`.
public struct Query: Sendable, Equatable {
    /// The statement with `?` where a value stands.
    public private(set) var text: String
    /// The values, in the order of their placeholders.
    public private(set) var binds: [SQLValue]
    /// Where in the UTF-8 of `text` the placeholders are: a `?` of another meaning is not among them.
    private(set) var placeholders: [Int]

    /// An empty query, the neutral element of `+`.
    public init() {
        self.init(text: "", binds: [], placeholders: [])
    }

    /// Fixed text without values.
    public init(_ fragment: SQLFragment) {
        self.init(text: fragment.text, binds: [], placeholders: [])
    }

    init(text: String, binds: [SQLValue], placeholders: [Int]) {
        self.text = text
        self.binds = binds
        self.placeholders = placeholders
    }

    /// The pieces of text between the placeholders, always one more than there are binds.
    ///
    /// A driver whose placeholders are numbered (`$1`) joins these.
    public var fragments: [Substring] {
        var pieces: [Substring] = []
        pieces.reserveCapacity(placeholders.count + 1)
        var start = text.utf8.startIndex
        for offset in placeholders {
            let end = text.utf8.index(text.utf8.startIndex, offsetBy: offset)
            pieces.append(text[start..<end])
            start = text.utf8.index(after: end)
        }
        pieces.append(text[start...])
        return pieces
    }

    /// The text with numbered placeholders: `$1`, `$2` and so on.
    public var numberedText: String {
        var numbered = ""
        numbered.reserveCapacity(text.utf8.count + 2 * binds.count)
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { numbered += "$\(index)" }
            numbered += fragment
        }
        return numbered
    }

    /// The same statement with other values, in the order of its placeholders: a hot path keeps its text, which need not
    /// be put together, and is recognized by its address.
    public func binding(_ values: any SQLBindable...) -> Query {
        Query(text: text, binds: values.map(\.sqlValue), placeholders: placeholders)
    }

    /// The same with as many values as there are.
    public func binding(all values: [SQLValue]) -> Query {
        Query(text: text, binds: values, placeholders: placeholders)
    }

    /// Appends another query behind this one.
    public mutating func append(_ other: Query) {
        let shift = text.utf8.count
        text += other.text
        binds += other.binds
        placeholders += other.placeholders.lazy.map { $0 + shift }
    }

    mutating func append(text more: String) {
        text += more
    }

    mutating func append(bind value: SQLValue) {
        placeholders.append(text.utf8.count)
        text += "?"
        binds.append(value)
    }

    /// Both queries, one behind the other; mind the space between them.
    public static func + (first: Query, second: Query) -> Query {
        var both = first
        both.append(second)
        return both
    }

    /// Appends another query behind this one.
    public static func += (first: inout Query, second: Query) {
        first.append(second)
    }
}

extension Query: CustomStringConvertible {
    /// The text alone: values may be personal and have no place in a log.
    public var description: String { text }
}

extension Sequence<Query> {
    /// One query of many, such as conditions joined by `" and "`.
    public func joined(separator: SQLFragment) -> Query {
        var whole = Query()
        for (index, part) in enumerated() {
            if index > 0 { whole.append(text: separator.text) }
            whole.append(part)
        }
        return whole
    }
}
