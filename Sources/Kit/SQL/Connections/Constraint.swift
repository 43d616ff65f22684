/// A rule of the schema that a statement would have broken. Engines tell different parts of it.
public struct Constraint: Sendable, Hashable {
    public let table: String?
    /// The name of the constraint or of its index.
    public let name: String?
    public let columns: [String]

    public init(table: String? = nil, name: String? = nil, columns: [String] = []) {
        self.table = table
        self.name = name
        self.columns = columns
    }

    /// Whether the rule is about this column.
    public func concerns(_ column: String) -> Bool {
        if !columns.isEmpty { return columns.contains(column) }
        guard let name else { return false }
        // `users_email_key` and `users_lower_email` concern "email", `users_email_verified` does not concern "mail".
        let words = name.split(separator: "_"), wanted = column.split(separator: "_")
        return words.indices.contains { words[$0...].starts(with: wanted) }
    }
}
