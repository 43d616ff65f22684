struct JSONUnkeyedDecodingContainer: UnkeyedDecodingContainer {
    let elements: [JSONValue]
    let path: JSONPath
    let state: JSONDecodingState
    private(set) var currentIndex = 0

    init(elements: [JSONValue], path: JSONPath, state: JSONDecodingState) {
        self.elements = elements
        self.path = path
        self.state = state
    }

    var codingPath: [any CodingKey] { path.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, elements[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (json, here) = try next()
        return try state.decode(type, from: json, at: here)
    }

    private mutating func next() throws -> (JSONValue, JSONPath) {
        guard !isAtEnd else { throw state.issue("invalid", "has too few elements", at: path) }
        defer { currentIndex += 1 }
        return (elements[currentIndex], .element(of: path, currentIndex))
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try superDecoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try superDecoder().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
        let (json, here) = try next()
        return JSONValueDecoder(json: json, path: here, state: state)
    }
}
