/// The encoder that an `Encodable` type sees; it writes at once.
struct JSONStreamEncoder: Encoder {
    let stream: JSONStream

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONKeyedEncodingContainer(stream: stream, depth: stream.open(array: false)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONUnkeyedEncodingContainer(stream: stream, depth: stream.open(array: true))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONSingleValueEncodingContainer(stream: stream)
    }
}

struct JSONSingleValueEncodingContainer: SingleValueEncodingContainer {
    let stream: JSONStream

    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() throws { stream.writer.null() }
    mutating func encode<Value: Encodable>(_ value: Value) throws { try stream.put(value) }
}

struct JSONUnkeyedEncodingContainer: UnkeyedEncodingContainer {
    let stream: JSONStream
    let depth: Int
    private(set) var count = 0

    init(stream: JSONStream, depth: Int) {
        self.stream = stream
        self.depth = depth
    }

    var codingPath: [any CodingKey] { [] }

    private mutating func beginElement() {
        stream.close(downTo: depth)
        count += 1
    }

    mutating func encodeNil() throws {
        beginElement()
        stream.writer.null()
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        beginElement()
        try stream.put(value)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        beginElement()
        return JSONStreamEncoder(stream: stream).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        beginElement()
        return JSONStreamEncoder(stream: stream).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        beginElement()
        return JSONStreamEncoder(stream: stream)
    }
}
