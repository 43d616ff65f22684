/// A piece of SQL that stands in the source code: it can only be written as a literal, so that it needs no label where
/// it is interpolated into a `Query`.
public struct SQLFragment: ExpressibleByStringLiteral, Hashable, Sendable, CustomStringConvertible {
    /// The SQL.
    public let text: String

    public init(stringLiteral text: StaticString) {
        self.text = "\(text)"
    }

    public var description: String { text }
}
