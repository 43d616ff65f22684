import JSON

/// What a type has asked for while it was decoded from nothing.
final class ProbeNotes {
    let open: [String]
    private var fields: [ShapeField] = []
    private var isObject = false
    private var whole: Shape?
    /// Names that were asked for with `contains`: what is decoded after that is optional.
    private var asked: Set<String> = []

    init(open: [String]) {
        self.open = open
    }

    func shape(named name: String) -> Shape {
        whole
            ?? Shape(
                isObject || !fields.isEmpty ? .object(name: name, fields: fields) : .object(name: name, fields: []))
    }

    func becomesObject() { isObject = true }

    func becomes(_ shape: Shape) { whole = shape }

    func ask(_ name: String) { asked.insert(name) }

    func add(_ name: String, _ shape: Shape, isOptional: Bool = false) {
        guard !fields.contains(where: { $0.name == name }) else { return }
        fields.append(ShapeField(name, shape, isOptional: isOptional || asked.contains(name)))
    }
}

/// A decoder that decodes nothing: it notes, and hands out samples.
struct ProbeDecoder: Decoder {
    let notes: ProbeNotes

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedDecodingContainer<Key> {
        notes.becomesObject()
        return KeyedDecodingContainer(ProbeKeyedContainer(notes: notes))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        notes.becomes(Shape(.array(of: Shape(.any))))
        return ProbeUnkeyedContainer()
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        ProbeSingleValueContainer(notes: notes)
    }
}

private struct ProbeSingleValueContainer: SingleValueDecodingContainer {
    let notes: ProbeNotes

    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (shape, sample) = try Shape.sampled(type, inside: notes.open)
        notes.becomes(shape)
        return sample
    }
}

private struct ProbeUnkeyedContainer: UnkeyedDecodingContainer {
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 0 }
    var isAtEnd: Bool { true }
    var currentIndex: Int { 0 }

    func decodeNil() -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        throw ShapeError(type: "a tuple-like array")
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy _: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw ShapeError(type: "a tuple-like array")
    }

    func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw ShapeError(type: "a tuple-like array")
    }

    func superDecoder() throws -> any Decoder { throw ShapeError(type: "a tuple-like array") }
}
