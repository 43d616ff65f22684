import JSON
import Values

/// A place between two rows of a list, told by what the row beside it has in the columns that order the list.
///
/// Rows that come or go meanwhile do not move it, and an index finds it at any depth for the same price. Clients hand
/// back what they were given, and need not know what is in it.
public struct PageCursor: Hashable, Sendable {
    /// Which rows are wanted: those after the place or those before it.
    public enum Side: String, Sendable {
        case after, before
    }

    /// More than any order needs.
    static let longest = 400
    private static let separator: Character = "|"

    public let side: Side
    /// The name of the order that the keys belong to: in another one the place means nothing.
    public let order: String
    /// The values of the order's columns.
    public let keys: [String]

    public init(_ side: Side, order: String, keys: [String]) {
        self.side = side
        self.order = order
        self.keys = keys
    }
}

extension PageCursor: LosslessStringConvertible {
    /// Nil for everything that no page has handed out. Whether the keys fit the list is seen where it is read.
    public init?(_ description: String) {
        guard description.utf8.count <= Self.longest, let bytes = Base64URL.decode(description),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, let side = Side(rawValue: parts[0]) else { return nil }
        self.init(side, order: parts[1], keys: Array(parts[2...]))
    }

    public var description: String {
        let parts = [side.rawValue, order] + keys
        return Base64URL.encode(parts.joined(separator: String(Self.separator)).utf8)
    }
}

extension PageCursor: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let cursor = PageCursor(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "must come from the next or previous of a page")
        }
        self = cursor
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension PageCursor: Described {
    public static var sample: PageCursor { PageCursor(.after, order: "newest", keys: ["1"]) }

    public static func shape(inside _: [String]) -> Shape {
        Shape(.string, keywords: ["pattern": "^[A-Za-z0-9_-]+$", "maxLength": JSONValue(longest)])
    }
}
