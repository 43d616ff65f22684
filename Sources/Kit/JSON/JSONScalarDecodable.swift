/// The scalars that the coder machinery knows by name.
protocol JSONScalarDecodable: Decodable, Sampled {
    static func decode(_ json: JSONValue, at path: JSONPath, state: JSONDecodingState) throws -> Self
}

extension Bool: JSONScalarDecodable {
    static func decode(_ json: JSONValue, at path: JSONPath, state: JSONDecodingState) throws -> Bool {
        try state.bool(json, at: path)
    }
}

extension String: JSONScalarDecodable {
    static func decode(_ json: JSONValue, at path: JSONPath, state: JSONDecodingState) throws -> String {
        try state.text(json, at: path)
    }
}

extension Double: JSONScalarDecodable {
    static func decode(_ json: JSONValue, at path: JSONPath, state: JSONDecodingState) throws -> Double {
        try state.double(json, at: path)
    }
}

extension Float: JSONScalarDecodable {
    static func decode(_ json: JSONValue, at path: JSONPath, state: JSONDecodingState) throws -> Float {
        Float(try state.double(json, at: path))
    }
}

extension FixedWidthInteger where Self: JSONScalarDecodable {
    static func decode(_ json: JSONValue, at path: JSONPath, state: JSONDecodingState) throws -> Self {
        try state.integer(json, Self.self, at: path)
    }
}

extension Int: JSONScalarDecodable {}
extension Int8: JSONScalarDecodable {}
extension Int16: JSONScalarDecodable {}
extension Int32: JSONScalarDecodable {}
extension Int64: JSONScalarDecodable {}
extension UInt: JSONScalarDecodable {}
extension UInt8: JSONScalarDecodable {}
extension UInt16: JSONScalarDecodable {}
extension UInt32: JSONScalarDecodable {}
extension UInt64: JSONScalarDecodable {}
