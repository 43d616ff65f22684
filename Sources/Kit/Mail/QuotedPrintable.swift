/// Text in lines of at most 76 characters, which no server has a reason to change (RFC 2045, 6.7).
enum QuotedPrintable {
    private static let longestLine = 76
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Line ends of any kind become CRLF; the text ends with one.
    static func encode(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + text.utf8.count / 8)
        var line: [UInt8] = []
        let bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == 0x0D || byte == 0x0A {
                if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
                end(&line, of: &result)
                continue
            }
            let isAtEnd = position == bytes.count || bytes[position] == 0x0D || bytes[position] == 0x0A
            let encoded = encode(byte, isAtEnd: isAtEnd)
            // One place is left for the sign that the line goes on.
            if line.count + encoded.count > (isAtEnd ? longestLine : longestLine - 1) {
                result += line + [UInt8(ascii: "="), 0x0D, 0x0A]
                line = []
            }
            line += encoded
        }
        if !line.isEmpty || result.isEmpty { end(&line, of: &result) }
        return result
    }

    private static func encode(_ byte: UInt8, isAtEnd: Bool) -> [UInt8] {
        let isBlank = byte == 0x20 || byte == 0x09
        if (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isBlank && !isAtEnd { return [byte] }
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func end(_ line: inout [UInt8], of result: inout [UInt8]) {
        result += line + [0x0D, 0x0A]
        line = []
    }
}
