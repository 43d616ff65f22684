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
        Shape(.dictionary(of: try Shape.of(Value.self, inside: open)))
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
