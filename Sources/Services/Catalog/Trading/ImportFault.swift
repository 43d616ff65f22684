/// Something in a file that keeps it from being imported.
public struct ImportFault: Error, Sendable, Hashable, CustomStringConvertible {
    public let line: Int
    /// The number of the column, from 1; nil for what concerns the whole line.
    public let column: Int?
    public let name: String?
    public let message: String

    init(line: Int, column: Int? = nil, name: String? = nil, _ message: String) {
        self.line = line
        self.column = column
        self.name = name
        self.message = message
    }

    /// `line 7, column 4 (price): must be greater than zero, not "0.00"`
    public var description: String {
        let place = column.map { ", column \($0)" } ?? ""
        let title = name.map { " (\($0))" } ?? ""
        return "line \(line)\(place)\(title): \(message)"
    }
}
