/// A field of a partial update that may be emptied. Declared as an optional, it tells three things apart:
///
///     var barcode: Patchable<String>?   // nil: left alone; .null: emptied; .value: set
public enum Patchable<Value> {
    case null
    case value(Value)

    public init(_ value: Value?) {
        self = value.map(Patchable.value) ?? .null
    }

    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}

extension Optional {
    /// What the field holds after the update.
    public func applied<Value>(to current: Value?) -> Value? where Wrapped == Patchable<Value> {
        switch self {
        case nil: current
        case .null?: nil
        case .value(let value)?: value
        }
    }
}

extension Patchable: Sendable where Value: Sendable {}
extension Patchable: Equatable where Value: Equatable {}
extension Patchable: Hashable where Value: Hashable {}

extension Patchable: Decodable where Value: Decodable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = container.decodeNil() ? .null : .value(try container.decode(Value.self))
    }
}

extension Patchable: Encodable where Value: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .value(let value): try container.encode(value)
        }
    }
}

/// Types for which null says something else than absence.
protocol AcceptsNull {}

extension Patchable: AcceptsNull {}
extension JSONValue: AcceptsNull {}
