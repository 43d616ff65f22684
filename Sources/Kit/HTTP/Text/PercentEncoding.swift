/// Percent-encoding as RFC 3986 has it, over UTF-8.
public enum PercentEncoding {
    /// The text as one segment of a path or one name or value of a query: everything that is not unreserved is escaped.
    public static func encode(_ text: some StringProtocol) -> String {
        guard !text.utf8.allSatisfy(isUnreserved) else { return String(text) }
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            if isUnreserved(byte) {
                encoded.append(byte)
            } else {
                encoded.append(0x25)
                encoded.append(hexadecimalDigit(byte >> 4))
                encoded.append(hexadecimalDigit(byte & 0x0F))
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// The text with its escapes resolved; nil for a broken escape, for what is not UTF-8, and for a NUL.
    public static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        let needsWork = text.utf8.contains { $0 == 0x25 || $0 == 0 || (plusIsSpace && $0 == 0x2B) }
        guard needsWork else { return String(text) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.utf8.count)
        guard decodeBytes(of: text.utf8, plusIsSpace: plusIsSpace, into: { decoded.append($0) }) else { return nil }
        return String(validating: decoded, as: UTF8.self)
    }

    /// Hands out the bytes one by one; false for a broken escape or a NUL.
    static func decodeBytes(
        of bytes: some Sequence<UInt8>, plusIsSpace: Bool, into take: (UInt8) -> Void
    ) -> Bool {
        var iterator = bytes.makeIterator()
        while var byte = iterator.next() {
            if byte == 0x25 {
                guard let high = iterator.next().flatMap(ASCII.hexadecimalValue),
                    let low = iterator.next().flatMap(ASCII.hexadecimalValue)
                else { return false }
                byte = high << 4 | low
            } else if plusIsSpace, byte == 0x2B {
                byte = 0x20
            }
            guard byte != 0 else { return false }
            take(byte)
        }
        return true
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x41 + value - 10
    }
}
