extension JSONValue: CustomStringConvertible {
    /// JSON on one line.
    public var description: String { String(decoding: encoded, as: UTF8.self) }

    /// JSON on one line.
    public var encoded: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.take()
    }

    /// JSON for people: one member a line, two blanks a level, a newline at the end.
    public var prettyPrinted: [UInt8] {
        var bytes: [UInt8] = []
        appendPretty(to: &bytes, indent: 0)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func appendPretty(to bytes: inout [UInt8], indent: Int) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            Self.appendLines(elements, "[", "]", to: &bytes, indent: indent) { element, bytes in
                element.appendPretty(to: &bytes, indent: indent + 1)
            }
        case .object(let object) where !object.isEmpty:
            Self.appendLines(object, "{", "}", to: &bytes, indent: indent) { member, bytes in
                bytes.append(contentsOf: JSONValue.string(member.key).encoded)
                bytes.append(contentsOf: ": ".utf8)
                member.value.appendPretty(to: &bytes, indent: indent + 1)
            }
        default: bytes.append(contentsOf: encoded)
        }
    }

    private static func appendLines<Line>(
        _ lines: some Sequence<Line>, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, to bytes: inout [UInt8],
        indent: Int, write: (Line, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: opening))
        for (position, line) in lines.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            newline(indent: indent + 1, to: &bytes)
            write(line, &bytes)
        }
        newline(indent: indent, to: &bytes)
        bytes.append(UInt8(ascii: closing))
    }

    private static func newline(indent: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
    }
}
