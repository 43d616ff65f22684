import FoundationEssentials
import SQL
import Values

/// What a column holds, whatever an engine calls it.
enum ColumnKind: Sendable, Equatable {
    case integer, boolean, real, text, uuid, blob

    /// Nil for a type that Souk's migrations do not use.
    init?(declared type: String) {
        switch type.lowercased() {
        case "integer", "bigint", "smallint": self = .integer
        case "boolean": self = .boolean
        case "real", "double precision": self = .real
        case "text", "character varying": self = .text
        case "uuid": self = .uuid
        case "blob", "bytea": self = .blob
        default: return nil
        }
    }

    /// What both of two engines hold in a column. One that has no UUIDs keeps them as text.
    func common(with other: ColumnKind) -> ColumnKind? {
        if self == other { return self }
        return Set([self, other]) == [.text, .uuid] ? .uuid : nil
    }

    /// The value as every engine takes it; nil if it is none of this kind.
    func canonical(_ value: SQLValue) -> SQLValue? {
        switch (self, value) {
        case (_, .null), (.integer, .integer), (.real, .real), (.text, .text), (.blob, .blob), (.boolean, .boolean):
            value
        case (.boolean, .integer(0)): .boolean(false)
        case (.boolean, .integer(1)): .boolean(true)
        case (.real, .integer(let number)): .real(Double(number))
        case (.uuid, .text(let text)): UUID(identifierText: text).map { .text($0.lowercaseText) }
        default: nil
        }
    }
}
