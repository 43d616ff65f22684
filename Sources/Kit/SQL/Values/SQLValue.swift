/// A value as a database keeps it: what every engine has in common.
@frozen
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
    /// Only ever bound: an engine without the type hands it back as the integer 0 or 1.
    case boolean(Bool)

    /// Whether there is no value.
    public var isNull: Bool { self == .null }

    /// What kind of value it is, for messages: never the value itself.
    var kind: String {
        switch self {
        case .null: "null"
        case .integer: "integer"
        case .real: "real"
        case .text: "text"
        case .blob: "blob"
        case .boolean: "boolean"
        }
    }
}
