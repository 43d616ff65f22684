public import FoundationEssentials

/// What an ``Identifier`` may be made of: a number from 1 on, or a UUID.
public protocol IdentifierValue: Codable, Hashable, Sendable {
    static var identifierKind: IdentifierKind { get }
    init?(identifierText: String)
    var identifierText: String { get }
    static func decodeIdentifier(from container: any SingleValueDecodingContainer) throws -> Self
    func encodeIdentifier(to container: inout any SingleValueEncodingContainer) throws
}

/// How an identifier is written.
public enum IdentifierKind: String, Sendable {
    case integer
    case uuid
}

extension Int: IdentifierValue {
    public static var identifierKind: IdentifierKind { .integer }

    /// Only digits and no leading zero, so that every resource has one address.
    public init?(identifierText text: String) {
        guard let first = text.utf8.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first) else { return nil }
        self.init(text)
    }

    public var identifierText: String { String(self) }

    public static func decodeIdentifier(from container: any SingleValueDecodingContainer) throws -> Int {
        let value = try container.decode(Int.self)
        guard value >= 1 else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "must be at least 1")
        }
        return value
    }

    public func encodeIdentifier(to container: inout any SingleValueEncodingContainer) throws {
        try container.encode(self)
    }
}

extension UUID: IdentifierValue {
    public static var identifierKind: IdentifierKind { .uuid }

    public var identifierText: String { lowercaseText }

    public static func decodeIdentifier(from container: any SingleValueDecodingContainer) throws -> UUID {
        guard let value = UUID(identifierText: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "must be a UUID")
        }
        return value
    }

    public func encodeIdentifier(to container: inout any SingleValueEncodingContainer) throws {
        try container.encode(lowercaseText)
    }
}
