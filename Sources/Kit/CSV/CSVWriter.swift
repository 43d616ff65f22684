/// Writes comma-separated values as RFC 4180 has them: lines that end with CR LF, quotes only where they are needed.
///
/// What it writes, ``CSVReader`` reads back to the byte.
public struct CSVWriter: Sendable {
    private var bytes: [UInt8] = []

    public init() {}

    /// How much waits to be taken.
    public var count: Int { bytes.count }

    /// One record.
    public mutating func write(_ fields: some Sequence<String>) {
        var isFirst = true
        let start = bytes.count
        for field in fields {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            append(field)
        }
        // A line with nothing in it would be no record at all.
        if bytes.count == start { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }

    /// What has been written since the last time.
    public mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    private mutating func append(_ field: String) {
        guard Self.needsQuotes(field) else {
            bytes += field.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Besides what has to be quoted: semicolons and tabs, which some programs take for commas, blanks at an end, which
    /// some drop, and a byte order mark, which would be lost at the beginning of a file.
    private static func needsQuotes(_ field: String) -> Bool {
        let bytes = field.utf8
        if bytes.first == UInt8(ascii: " ") || bytes.last == UInt8(ascii: " ") { return true }
        if field.unicodeScalars.first == "\u{FEFF}" { return true }
        return bytes.contains { byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "\r"),
                UInt8(ascii: "\n"):
                true
            default: false
            }
        }
    }
}
