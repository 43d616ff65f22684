import JSON

/// Notes each field that a type asks for.
///
/// The standard `decodeIfPresent` of numbers, strings and booleans asks `contains` first and `decode` after: what was
/// asked for so is optional. The generic one is answered here.
struct ProbeKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let notes: ProbeNotes

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    private func name(_ key: Key) -> String { JSONKey.snakeCase(key.stringValue) }

    func contains(_ key: Key) -> Bool {
        notes.ask(name(key))
        return true
    }

    func decodeNil(forKey _: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let (shape, sample) = try Shape.sampled(type, inside: notes.open)
        notes.add(name(key), shape)
        return sample
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        notes.add(name(key), try Shape.of(type, inside: notes.open), isOptional: true)
        return nil
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy _: NestedKey.Type, forKey _: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw ShapeError(type: "a type with a nested container")
    }

    func nestedUnkeyedContainer(forKey _: Key) throws -> any UnkeyedDecodingContainer {
        throw ShapeError(type: "a type with a nested container")
    }

    func superDecoder() throws -> any Decoder { throw ShapeError(type: "a subclass") }
    func superDecoder(forKey _: Key) throws -> any Decoder { throw ShapeError(type: "a subclass") }
}
