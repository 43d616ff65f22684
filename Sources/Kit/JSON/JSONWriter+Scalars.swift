extension JSONWriter {
    public mutating func string(_ value: String) {
        var value = value
        value.withUTF8 { string($0) }
    }

    /// A string of bytes that should be UTF-8: where they are not, they are repaired as `String(decoding:as:)` does.
    public mutating func string(decoding text: UnsafeBufferPointer<UInt8>) {
        let look = Look(at: text)
        if look.isASCII || (try? UTF8Span(validating: text.span)) != nil {
            string(text, look)
        } else {
            string(String(decoding: text, as: UTF8.self))
        }
    }

    /// A string of valid UTF-8.
    private mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        string(text, Look(at: text))
    }

    private mutating func string(_ text: UnsafeBufferPointer<UInt8>, _ look: Look) {
        guard look.isPlain else { return stringWithEscapes(text) }
        quoted(atMost: text.count) { bytes in
            if let start = text.baseAddress { bytes.update(from: start, count: text.count) }
            return text.count
        }
    }

    /// At most six bytes come of one.
    @inline(never)
    private mutating func stringWithEscapes(_ text: UnsafeBufferPointer<UInt8>) {
        quoted(atMost: 6 * text.count) { bytes in
            var next = bytes
            for byte in text {
                if Self.needsEscape(byte) {
                    next += Self.putEscape(of: byte, next)
                } else {
                    next[0] = byte
                    next += 1
                }
            }
            return next - bytes
        }
    }

    /// What one walk over a text tells, eight bytes at a time.
    private struct Look {
        /// No byte needs an escape; almost always it is so.
        let isPlain: Bool
        let isASCII: Bool

        @inline(__always)
        init(at text: UnsafeBufferPointer<UInt8>) {
            let raw = UnsafeRawBufferPointer(text)
            let words = text.count / 8
            var (special, foreign): (UInt64, UInt64) = (0, 0)
            for index in 0..<words {
                let word = raw.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
                let quotes = word ^ (ones &* 0x22), slashes = word ^ (ones &* 0x5C)
                // In each term the highest bit of a byte says that this, or a byte below it, is what is looked for.
                special |= (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
                foreign |= word
            }
            var isPlain = special & (ones &* 0x80) == 0
            for byte in text[(words * 8)...] {
                foreign |= UInt64(byte)
                if needsEscape(byte) { isPlain = false }
            }
            self.isPlain = isPlain
            isASCII = foreign & (ones &* 0x80) == 0
        }
    }

    private static var ones: UInt64 { 0x0101_0101_0101_0101 }

    @inline(__always)
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func putEscape(of byte: UInt8, _ bytes: UnsafeMutablePointer<UInt8>) -> Int {
        bytes[0] = UInt8(ascii: "\\")
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes[1] = byte
        case 0x08: bytes[1] = UInt8(ascii: "b")
        case 0x09: bytes[1] = UInt8(ascii: "t")
        case 0x0A: bytes[1] = UInt8(ascii: "n")
        case 0x0C: bytes[1] = UInt8(ascii: "f")
        case 0x0D: bytes[1] = UInt8(ascii: "r")
        default:
            let low = byte & 0xF
            bytes[1] = UInt8(ascii: "u")
            bytes[2] = UInt8(ascii: "0")
            bytes[3] = UInt8(ascii: "0")
            bytes[4] = UInt8(ascii: "0") + byte >> 4
            bytes[5] = low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10
            return 6
        }
        return 2
    }

    /// A number of at most 64 bits.
    @inlinable
    public mutating func integer(_ value: some FixedWidthInteger) {
        decimal(UInt64(value.magnitude), isNegative: value < 0)
    }

    /// Not generic: arithmetic on a type that is known only when running takes ten times as long.
    @usableFromInline
    mutating func decimal(_ magnitude: UInt64, isNegative: Bool) {
        bare(atMost: 21) { bytes in
            var digits = 1
            var rest = magnitude / 10
            while rest > 0 {
                digits += 1
                rest /= 10
            }
            let end = isNegative ? digits + 1 : digits
            bytes[0] = UInt8(ascii: "-")
            rest = magnitude
            for place in 1...digits {
                bytes[end - place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            return end
        }
    }

    /// Null for an infinity or not-a-number, which JSON has no word for.
    public mutating func double(_ value: Double) {
        guard let number = JSONNumber(value) else { return null() }
        self.number(number)
    }

    public mutating func number(_ value: JSONNumber) {
        raw(value.text.utf8)
    }
}
