public import JSON

extension Array: Sampled, Described where Element: Decodable {
    public static var sample: [Element] { [] }

    public static func shape(inside open: [String]) throws -> Shape {
        Shape(.array(of: try Shape.of(Element.self, inside: open)))
    }
}

extension Dictionary: Sampled, Described where Key: LosslessStringConvertible, Value: Decodable {
    public static var sample: [Key: Value] { [:] }

    public static func shape(inside open: [String]) throws -> Shape {
        var shape = Shape(.dictionary(of: try Shape.of(Value.self, inside: open)))
        shape.keywords["propertyNames"] = try names(inside: open)
        return shape
    }

    /// What the names look like where the keys are no plain texts.
    private static func names(inside open: [String]) throws -> JSONValue? {
        guard let key = Key.self as? any Described.Type else { return nil }
        let shape = try key.shape(inside: open)
        switch shape.kind {
        case .integer: return ["pattern": "^[1-9][0-9]{0,17}$"]
        case .string: return shape.format.map { ["format": .string($0)] }
        default: return nil
        }
    }
}

extension Optional: Sampled, Described where Wrapped: Decodable {
    public static var sample: Wrapped? { nil }

    public static func shape(inside open: [String]) throws -> Shape {
        var shape = try Shape.of(Wrapped.self, inside: open)
        shape.isNullable = true
        return shape
    }
}

extension Patchable: Sampled, Described where Value: Decodable {
    public static var sample: Patchable<Value> { .null }

    public static func shape(inside open: [String]) throws -> Shape {
        var shape = try Shape.of(Value.self, inside: open)
        shape.isNullable = true
        return shape
    }
}
