/// Dictionaries, whose keys are data and not names: they are never converted.
protocol JSONKeyedByText {
    static func decodeMembers(of json: JSONValue, at path: JSONPath, state: JSONDecodingState) throws -> Any?
    func encodeMembers(to stream: JSONStream) throws -> Bool
}

extension Dictionary: JSONKeyedByText where Key: LosslessStringConvertible {
    /// Nil when the values cannot be decoded.
    static func decodeMembers(of json: JSONValue, at path: JSONPath, state: JSONDecodingState) throws -> Any? {
        guard let valueType = Value.self as? any Decodable.Type else { return nil }
        guard case .object(let object) = json else { throw state.mismatch(json, wanted: "an object", at: path) }
        var result: Self = [:]
        for (name, member) in object {
            let here = JSONPath.member(of: path, name)
            guard let key = Key(name) else { throw state.issue("invalid", "is not a valid name", at: here) }
            result[key] = try state.decode(valueType, from: member, at: here) as? Value
        }
        return result
    }

    /// In the order of the keys, so that the same dictionary always gives the same bytes. False when the values
    /// cannot be encoded.
    func encodeMembers(to stream: JSONStream) throws -> Bool {
        guard Value.self is any Encodable.Type else { return false }
        stream.writer.beginObject()
        for (name, value) in map({ ($0.key.description, $0.value) }).sorted(by: { $0.0 < $1.0 }) {
            stream.writer.key(name)
            if let value = value as? any Encodable { try stream.put(value) }
        }
        stream.writer.endObject()
        return true
    }
}
