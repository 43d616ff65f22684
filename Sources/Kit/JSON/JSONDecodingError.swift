/// Everything that was wrong with a value that was to be decoded; at least one thing.
public struct JSONDecodingError: Error, Hashable, CustomStringConvertible {
    /// One thing that was wrong.
    public struct Issue: Error, Hashable, CustomStringConvertible {
        /// A JSON pointer to the value; empty for the root.
        public let pointer: String
        /// `required`, `type`, `range`, `invalid` or `unknown`.
        public let code: String
        public let message: String

        public init(pointer: String, code: String, message: String) {
            self.pointer = pointer
            self.code = code
            self.message = message
        }

        public var description: String { "\(pointer): \(message)" }
    }

    public let issues: [Issue]

    init(_ first: Issue, _ others: some Sequence<Issue> = []) {
        issues = [first] + others
    }

    public var pointer: String { issues[0].pointer }
    public var code: String { issues[0].code }
    public var message: String { issues[0].message }
    public var description: String { issues.map(\.description).joined(separator: "; ") }
}
