/// The key of one kind of thing: an order's identifier is not a product's, although both are numbers.
///
///     enum Product {}
///     typealias ProductID = Identifier<Product, Int>
public struct Identifier<Entity: Sendable, RawValue: IdentifierValue>: RawRepresentable, Hashable, Sendable {
    public let rawValue: RawValue

    @inlinable
    public init(rawValue: RawValue) {
        self.rawValue = rawValue
    }

    @inlinable
    public init(_ rawValue: RawValue) {
        self.rawValue = rawValue
    }
}

extension Identifier: Comparable where RawValue: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: LosslessStringConvertible {
    /// Reads the one way in which an identifier is written; nil for every other.
    @inlinable
    public init?(_ description: String) {
        guard let rawValue = RawValue(identifierText: description) else { return nil }
        self.rawValue = rawValue
    }

    public var description: String { rawValue.identifierText }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        rawValue = try RawValue.decodeIdentifier(from: decoder.singleValueContainer())
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try rawValue.encodeIdentifier(to: &container)
    }
}
