/// Where something stands in a file. Both numbers count from 1, the column in Unicode scalars.
public struct CSVPosition: Hashable, Sendable, CustomStringConvertible {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public var description: String { "line \(line), character \(column)" }
}
