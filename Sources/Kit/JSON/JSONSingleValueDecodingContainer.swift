struct JSONSingleValueDecodingContainer: SingleValueDecodingContainer {
    let json: JSONValue?
    let path: JSONPath
    let state: JSONDecodingState

    var codingPath: [any CodingKey] { path.codingPath }

    func decodeNil() -> Bool { json?.isNull ?? true }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try state.decode(type, from: json, at: path)
    }

    // A scalar throws here even when errors are collected: the type around it decides what stands in for it.
    func decode(_: Bool.Type) throws -> Bool { try scalar() }
    func decode(_: String.Type) throws -> String { try scalar() }
    func decode(_: Double.Type) throws -> Double { try scalar() }
    func decode(_: Float.Type) throws -> Float { try scalar() }
    func decode(_: Int.Type) throws -> Int { try scalar() }
    func decode(_: Int8.Type) throws -> Int8 { try scalar() }
    func decode(_: Int16.Type) throws -> Int16 { try scalar() }
    func decode(_: Int32.Type) throws -> Int32 { try scalar() }
    func decode(_: Int64.Type) throws -> Int64 { try scalar() }
    func decode(_: UInt.Type) throws -> UInt { try scalar() }
    func decode(_: UInt8.Type) throws -> UInt8 { try scalar() }
    func decode(_: UInt16.Type) throws -> UInt16 { try scalar() }
    func decode(_: UInt32.Type) throws -> UInt32 { try scalar() }
    func decode(_: UInt64.Type) throws -> UInt64 { try scalar() }

    private func scalar<Value: JSONScalarDecodable>() throws -> Value {
        guard let json else { return Value.sample }
        return try Value.decode(json, at: path, state: state)
    }
}
