/// One record of a file: usually a line, more where a field holds line breaks.
public struct CSVRecord: Sendable, Hashable {
    public let fields: [CSVField]

    public init(_ fields: [CSVField]) {
        self.fields = fields
    }

    /// Where it begins.
    public var position: CSVPosition { fields.first?.position ?? CSVPosition(line: 1, column: 1) }

    /// The texts alone.
    public var texts: [String] { fields.map(\.text) }
}

/// One field, without the quotes around it.
public struct CSVField: Sendable, Hashable {
    public let text: String
    /// Where it begins, its quote included.
    public let position: CSVPosition

    public init(_ text: String, at position: CSVPosition) {
        self.text = text
        self.position = position
    }
}
