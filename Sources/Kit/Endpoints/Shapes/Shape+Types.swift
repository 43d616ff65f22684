public import FoundationEssentials
public import JSON
public import Values

extension Bool: Described {
    public static func shape(inside _: [String]) -> Shape { Shape(.boolean) }
}

extension String: Described {
    public static func shape(inside _: [String]) -> Shape { Shape(.string) }
}

extension BinaryFloatingPoint where Self: Described {
    public static func shape(inside _: [String]) -> Shape { Shape(.number) }
}

extension FixedWidthInteger where Self: Described {
    public static func shape(inside _: [String]) -> Shape {
        switch bitWidth {
        case 64 where isSigned: Shape(.integer, format: "int64")
        case 32 where isSigned: Shape(.integer, format: "int32")
        case 64: Shape(.integer, keywords: ["minimum": 0])
        default: Shape(.integer, keywords: ["minimum": JSONValue(min), "maximum": JSONValue(max)])
        }
    }
}

extension Double: Described {}
extension Float: Described {}
extension Int: Described {}
extension Int8: Described {}
extension Int16: Described {}
extension Int32: Described {}
extension Int64: Described {}
extension UInt: Described {}
extension UInt8: Described {}
extension UInt16: Described {}
extension UInt32: Described {}
extension UInt64: Described {}

extension UUID: Described {
    public static func shape(inside _: [String]) -> Shape { Shape(.string, format: "uuid") }
}

extension Timestamp: Described {
    public static func shape(inside _: [String]) -> Shape {
        Shape(.string, format: "date-time", example: "2026-11-20T15:00:00.123456Z")
    }
}

extension Money: Described {
    public static func shape(inside _: [String]) -> Shape {
        Shape(.string, format: "decimal", keywords: ["pattern": #"^[0-9]{1,10}(\.[0-9]{1,2})?$"#], example: "19.99")
    }
}

extension Currency: Described {
    public static func shape(inside _: [String]) -> Shape {
        Shape(.string, keywords: ["pattern": "^[A-Z]{3}$"], example: "USD")
    }
}

extension EmailAddress: Described {
    public static func shape(inside _: [String]) -> Shape {
        Shape(.string, format: "email", keywords: ["maxLength": 254], example: "ann@example.com")
    }
}

extension Identifier: Described where RawValue: Sampled {
    public static func shape(inside _: [String]) -> Shape {
        let entity = String(reflecting: Entity.self)
        return switch RawValue.identifierKind {
        case .integer:
            Shape(.integer, format: "int64", keywords: ["minimum": 1], example: 1, entity: entity)
        case .uuid:
            Shape(.string, format: "uuid", example: "0198c0de-0000-7000-8000-000000000001", entity: entity)
        }
    }
}

extension Secret: Described where Value: Described & Decodable {
    public static func shape(inside open: [String]) throws -> Shape {
        var shape = try Value.shape(inside: open)
        shape.format = "password"
        return shape
    }
}

extension JSONValue: Described {
    public static func shape(inside _: [String]) -> Shape { Shape(.any) }
}
