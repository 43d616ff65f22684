/// The names of a statement's columns, looked up once when the statement is prepared and shared by all of its rows.
public final class Columns: Sendable {
    /// In the order of the statement.
    public let names: [String]
    private let indices: [String: Int]

    /// Of two columns with the same name the first one wins.
    public init(_ names: [String]) {
        self.names = names
        indices = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The place of a column, counted from 0.
    public func index(of name: String) -> Int? {
        indices[name]
    }
}
