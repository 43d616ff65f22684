/// What is wrong with a file, and where.
public struct CSVError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// A quote inside of a field that does not begin with one.
        case strayQuote
        /// Something between a closing quote and the next comma.
        case textAfterQuote
        /// The file ends inside of quotes.
        case openQuote
        /// A carriage return that no line feed follows, outside of quotes.
        case strayCarriageReturn
        case invalidUTF8
        case fieldCount(expected: Int, found: Int)
        case fieldTooLong(limit: Int)
        case recordTooLong(limit: Int)
        case tooManyFields(limit: Int)
    }

    public let kind: Kind
    public let position: CSVPosition
    /// The number of the field, from 1; of the last one for errors of a whole record.
    public let field: Int

    public init(_ kind: Kind, at position: CSVPosition, field: Int) {
        self.kind = kind
        self.position = position
        self.field = field
    }

    /// Whether the next record can be read: after the others nobody knows where it begins.
    public var isLocal: Bool {
        switch kind {
        case .invalidUTF8, .fieldCount: true
        default: false
        }
    }

    /// What is wrong, without where.
    public var message: String {
        switch kind {
        case .strayQuote: "a quote stands inside of a field that is not in quotes; quote the field and double the quote"
        case .textAfterQuote: "something stands behind the closing quote; a quote inside of quotes is written twice"
        case .openQuote: "the quote that begins here is never closed"
        case .strayCarriageReturn: "a carriage return stands outside of quotes without a line feed behind it"
        case .invalidUTF8: "is not valid UTF-8"
        case .fieldCount(let expected, let found): "the record has \(found) fields, the first one has \(expected)"
        case .fieldTooLong(let limit): "the field is longer than \(limit) bytes"
        case .recordTooLong(let limit): "the record is longer than \(limit) bytes"
        case .tooManyFields(let limit): "the record has more than \(limit) fields"
        }
    }

    public var description: String { "\(position): \(message)" }
}
