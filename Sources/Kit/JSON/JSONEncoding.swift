/// Turns Swift values into JSON. Names are converted by ``JSONKey``; an optional that is nil is written as `null`,
/// except a ``Patchable``, which is left out.
public enum JSONEncoding {
    /// - Parameter handwritten: false to pass over what types write by hand, for the test that compares the two.
    public static func encode(_ value: some Encodable, handwritten: Bool = true) throws -> [UInt8] {
        let stream = JSONStream(handwritten: handwritten)
        try stream.put(value)
        return stream.writer.take()
    }

    /// The value as a tree.
    public static func value(of value: some Encodable) throws -> JSONValue {
        try JSONValue.parse(try encode(value), maximumDepth: 64)
    }
}

/// The writer that the encoders of one run share, and what they have opened and not closed yet.
final class JSONStream {
    var writer = JSONWriter()
    private var isArray: [Bool] = []
    private let handwritten: Bool

    init(handwritten: Bool) {
        self.handwritten = handwritten
    }

    var depth: Int { isArray.count }

    func open(array: Bool) -> Int {
        if array { writer.beginArray() } else { writer.beginObject() }
        isArray.append(array)
        return isArray.count
    }

    /// A container says nothing when it is done; it is, when one further out is written to.
    func close(downTo depth: Int) {
        while isArray.count > depth {
            if isArray.removeLast() { writer.endArray() } else { writer.endObject() }
        }
    }

    func put(_ value: some Encodable) throws {
        if let writable = value as? any JSONWritable, handwritten || writable is any JSONScalar {
            return writable.write(to: &writer)
        }
        if let dictionary = value as? any JSONKeyedByText, try dictionary.encodeMembers(to: self) { return }
        let depth = depth
        let length = writer.count
        try value.encode(to: JSONStreamEncoder(stream: self))
        close(downTo: depth)
        if writer.count == length {
            // The type encoded nothing at all.
            writer.beginObject()
            writer.endObject()
        }
    }
}
