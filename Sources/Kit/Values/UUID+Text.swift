public import FoundationEssentials

extension UUID {
    /// Reads the text of RFC 9562, in either case. `UUID(uuidString:)` does so too, but by `sscanf`: twenty times
    /// slower, which showed in every list that names who made what.
    public init?(identifierText text: String) {
        var text = text
        let halves = text.withUTF8 { text -> (high: UInt64, low: UInt64)? in
            guard text.count == 36 else { return nil }
            var (high, low): (UInt64, UInt64) = (0, 0)
            for (index, byte) in text.enumerated() {
                switch index {
                case 8, 13, 18, 23:
                    guard byte == UInt8(ascii: "-") else { return nil }
                default:
                    guard let digit = Self.value(ofDigit: byte) else { return nil }
                    // Each digit moves the highest one of the lower half up.
                    high = high << 4 | low >> 60
                    low = low << 4 | digit
                }
            }
            return (high, low)
        }
        guard let halves else { return nil }
        self.init(high: halves.high, low: halves.low)
    }

    /// The text of RFC 9562 in lower case, as it is written on the wire.
    public var lowercaseText: String {
        String(unsafeUninitializedCapacity: Self.textLength, initializingUTF8With: writeLowercaseText)
    }

    /// How long the text of every UUID is.
    public static let textLength = 36

    /// Writes ``lowercaseText`` without making a string.
    public func appendLowercaseText(to bytes: inout [UInt8]) {
        bytes.append(atMost: Self.textLength, writeLowercaseText)
    }

    /// Writes ``lowercaseText`` into memory of ``textLength`` bytes, and says how long it is.
    public func writeLowercaseText(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var text = ASCIIWriter(buffer)
        withUnsafeBytes(of: uuid) { raw in
            for (index, byte) in raw.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 { text.put("-") }
                text.put(Hexadecimal.digit(byte >> 4))
                text.put(Hexadecimal.digit(byte & 0xF))
            }
        }
        return text.count
    }

    private static func value(ofDigit byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x41...0x46: UInt64(byte - 0x41 + 10)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        default: nil
        }
    }
}
