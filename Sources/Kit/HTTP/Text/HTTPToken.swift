/// What RFC 9110 allows in names and values of fields.
public enum HTTPToken {
    /// Whether the text is a token: not empty, and of the letters that names are made of.
    public static func isToken(_ text: some StringProtocol) -> Bool {
        var isEmpty = true
        for byte in text.utf8 {
            guard isTokenByte(byte) else { return false }
            isEmpty = false
        }
        return !isEmpty
    }

    /// Whether the text may stand as a field's value: no control characters but the tab, so that it cannot start
    /// another field.
    public static func isFieldValue(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }

    /// Whether the byte is one that names are made of.
    public static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        // ! # $ % & ' * + - . ^ _ ` | ~
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
    }
}
