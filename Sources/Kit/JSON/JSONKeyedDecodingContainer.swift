struct JSONKeyedDecodingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    /// Nil when samples are wanted.
    let object: JSONObject?
    let asked: JSONMembersAsked?
    let path: JSONPath
    let state: JSONDecodingState

    var codingPath: [any CodingKey] { path.codingPath }

    var allKeys: [Key] {
        asked?.insertAll()
        return object?.keys.compactMap { Key(stringValue: $0) } ?? []
    }

    private func member(_ key: Key) -> (name: String, value: JSONValue?) {
        let name = JSONKey.snakeCase(key.stringValue)
        asked?.insert(name)
        return (name, object?[name])
    }

    func contains(_ key: Key) -> Bool { member(key).value != nil }

    func decodeNil(forKey key: Key) throws -> Bool { member(key).value?.isNull ?? true }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        guard object != nil else { return try state.decode(type, from: nil, at: path) }
        let (name, value) = member(key)
        guard let value else {
            return try state.recover(
                type, from: state.issue("required", "is required", at: .member(of: path, name)),
                at: .member(of: path, name))
        }
        return try state.decode(type, from: value, at: .member(of: path, name))
    }

    /// Null stands for absence, except where the type tells the two apart.
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard let value = member(key).value else { return nil }
        if value.isNull, !(type is any AcceptsNull.Type) { return nil }
        return try decode(type, forKey: key)
    }

    // The coder machinery asks for each of these by its own name; all go one way.
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try scalar(type, key) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try scalar(type, key) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try scalar(type, key) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try scalar(type, key) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try scalar(type, key) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try scalar(type, key) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try scalar(type, key) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try scalar(type, key) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try scalar(type, key) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try scalar(type, key) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try scalar(type, key) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try scalar(type, key) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try scalar(type, key) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try scalar(type, key) }

    private func scalar<Value: JSONScalarDecodable>(_ type: Value.Type, _ key: Key) throws -> Value {
        guard object != nil else { return Value.sample }
        let (name, value) = member(key)
        let here = JSONPath.member(of: path, name)
        do {
            guard let value else { throw state.issue("required", "is required", at: here) }
            return try Value.decode(value, at: here, state: state)
        } catch {
            return try state.recover(type, from: error, at: here)
        }
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try decoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(forKey: key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { JSONValueDecoder(json: object?["super"], path: path, state: state) }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(forKey: key) }

    private func decoder(forKey key: Key) throws -> JSONValueDecoder {
        let (name, value) = member(key)
        let here = JSONPath.member(of: path, name)
        if object != nil, value == nil { throw state.issue("required", "is required", at: here) }
        return JSONValueDecoder(json: value, path: here, state: state)
    }
}
