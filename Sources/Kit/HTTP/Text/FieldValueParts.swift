/// The parts of a field's value between separators, trimmed. A separator inside of quotes separates nothing.
struct FieldValueParts: IteratorProtocol {
    private var rest: Substring?
    private let separator: UInt8

    init(_ text: some StringProtocol, separator: UInt8) {
        rest = Substring(text)
        self.separator = separator
    }

    mutating func next() -> Substring? {
        guard let text = rest else { return nil }
        var quoted = false
        var escaped = false
        var index = text.utf8.startIndex
        while index < text.utf8.endIndex {
            let byte = text.utf8[index]
            if escaped {
                escaped = false
            } else if quoted, byte == UInt8(ascii: "\\") {
                escaped = true
            } else if byte == UInt8(ascii: "\"") {
                quoted.toggle()
            } else if byte == separator, !quoted {
                rest = text[text.utf8.index(after: index)...]
                return ASCII.trimmed(text[..<index])
            }
            index = text.utf8.index(after: index)
        }
        rest = nil
        return ASCII.trimmed(text)
    }

    /// `name=value` or `name="value"`; nil for anything else.
    static func parameter(_ text: Substring) -> QueryItem? {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        let name = ASCII.trimmed(text[..<equals])
        let value = ASCII.trimmed(text[text.index(after: equals)...])
        guard HTTPToken.isToken(name) else { return nil }
        let lowercasedName = ASCII.lowercased(String(name))
        guard value.utf8.first == UInt8(ascii: "\"") else {
            return HTTPToken.isToken(value) ? QueryItem(lowercasedName, String(value)) : nil
        }
        return unquoted(value).map { QueryItem(lowercasedName, $0) }
    }

    private static func unquoted(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var iterator = text.utf8.dropFirst().makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "\\"):
                guard let escaped = iterator.next() else { return nil }
                bytes.append(escaped)
            case UInt8(ascii: "\""):
                return iterator.next() == nil ? String(decoding: bytes, as: UTF8.self) : nil
            default:
                bytes.append(byte)
            }
        }
        return nil
    }
}
