extension JSONValue {
    /// Reads a whole text as RFC 8259 defines it, and nothing more: valid UTF-8, no name twice in an object, no
    /// bytes after the value, no nesting beyond `maximumDepth`.
    public static func parse(
        _ bytes: some Collection<UInt8>, maximumDepth: Int = 32
    ) throws(JSONSyntaxError) -> JSONValue {
        let result = bytes.withContiguousStorageIfAvailable { buffer in
            JSONParser.read(UnsafeRawBufferPointer(buffer), maximumDepth: maximumDepth)
        }
        if let result { return try result.get() }
        return try Array(bytes).withUnsafeBytes { buffer in
            JSONParser.read(buffer, maximumDepth: maximumDepth)
        }.get()
    }

    public static func parse(
        _ bytes: UnsafeRawBufferPointer, maximumDepth: Int = 32
    ) throws(JSONSyntaxError) -> JSONValue {
        try JSONParser.read(bytes, maximumDepth: maximumDepth).get()
    }

    public static func parse(_ text: String, maximumDepth: Int = 32) throws(JSONSyntaxError) -> JSONValue {
        try parse(text.utf8, maximumDepth: maximumDepth)
    }
}

/// Reads JSON by recursive descent over borrowed bytes.
struct JSONParser {
    let bytes: UnsafeRawBufferPointer
    let maximumDepth: Int
    var position = 0

    static func read(_ bytes: UnsafeRawBufferPointer, maximumDepth: Int) -> Result<JSONValue, JSONSyntaxError> {
        var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
        do throws(JSONSyntaxError) {
            parser.skipBlanks()
            let value = try parser.value(depth: 0)
            parser.skipBlanks()
            guard parser.position == bytes.count else { throw parser.failure("nothing may follow the value") }
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    func failure(_ message: String) -> JSONSyntaxError {
        JSONSyntaxError(offset: position, message: message)
    }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case nil: throw failure("a value is missing")
        case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): return .number(try number())
        default: throw failure("a value cannot begin so")
        }
    }

    private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        for offset in 0..<text.utf8CodeUnitCount {
            guard next == text.utf8Start[offset] else { throw failure("a value cannot begin so") }
            position += 1
        }
        return value
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        guard depth < maximumDepth else { throw failure("nested too deeply") }
        position += 1
        var object = JSONObject()
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(object) }
        while true {
            guard next == UInt8(ascii: "\"") else { throw failure("the name of a member is missing") }
            let start = position
            let key = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw failure("a colon is missing") }
            skipBlanks()
            let member = try value(depth: depth + 1)
            guard object.insert(key, member) else {
                throw JSONSyntaxError(offset: start, message: "a name stands twice in an object")
            }
            skipBlanks()
            if take(UInt8(ascii: "}")) { return .object(object) }
            guard take(UInt8(ascii: ",")) else { throw failure("a comma or a closing brace is missing") }
            skipBlanks()
        }
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        guard depth < maximumDepth else { throw failure("nested too deeply") }
        position += 1
        var elements: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw failure("a comma or a closing bracket is missing") }
            skipBlanks()
        }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }
}
