extension JSONWriter {
    public mutating func string(_ value: String) {
        plainString { bytes in
            var value = value
            value.withUTF8 { text in Self.appendEscaped(text, to: &bytes) }
        }
    }

    /// Copies runs that need no escape at once; almost every string is one such run.
    private static func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var runStart = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            bytes.append(contentsOf: text[runStart..<index])
            appendEscape(of: byte, to: &bytes)
            runStart = index + 1
        }
        bytes.append(contentsOf: text[runStart...])
    }

    private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(UInt8(ascii: "0") + byte >> 4)
            let low = byte & 0xF
            bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        }
    }

    public mutating func integer(_ value: some FixedWidthInteger) {
        bare { bytes in
            var magnitude = value.magnitude
            if value < 0 { bytes.append(UInt8(ascii: "-")) }
            let start = bytes.count
            repeat {
                let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 10)
                bytes.append(UInt8(ascii: "0") + UInt8(remainder))
                magnitude = quotient
            } while magnitude > 0
            bytes[start...].reverse()
        }
    }

    /// Null for an infinity or not-a-number, which JSON has no word for.
    public mutating func double(_ value: Double) {
        guard let number = JSONNumber(value) else { return null() }
        self.number(number)
    }

    public mutating func number(_ value: JSONNumber) {
        bare { $0.append(contentsOf: value.text.utf8) }
    }
}
