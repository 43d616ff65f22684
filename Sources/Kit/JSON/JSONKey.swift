/// The one place that knows how a Swift property is called on the wire.
///
/// Nothing is remembered: the conversion is a walk over a few bytes, cheaper than a look into a shared table.
public enum JSONKey {
    /// `categoryID` is `category_id`, `isActive` is `is_active`, `previousURL` is `previous_url`, `userIDs` is
    /// `user_ids`; what is snake case already stays as it is.
    public static func snakeCase(_ name: String) -> String {
        guard name.utf8.contains(where: isUpper) else { return name }
        var bytes: [UInt8] = []
        appendSnakeCase(name, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func appendSnakeCase(_ name: String, to bytes: inout [UInt8]) {
        var name = name
        name.withUTF8 { text in
            for index in text.indices {
                let byte = text[index]
                guard isUpper(byte) else {
                    bytes.append(byte)
                    continue
                }
                if beginsWord(at: index, in: text) { bytes.append(UInt8(ascii: "_")) }
                bytes.append(byte | 0x20)
            }
        }
    }

    private static func beginsWord(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard index > 0 else { return false }
        let previous = text[index - 1]
        guard isUpper(previous) else { return previous != UInt8(ascii: "_") }
        // Inside a run of capitals only the last one, before a small letter, begins a word: URLPath. A single
        // "s" after the run is its plural: userIDs.
        guard index + 1 < text.count, isLower(text[index + 1]) else { return false }
        let isPlural = text[index + 1] == UInt8(ascii: "s") && (index + 2 == text.count || isUpper(text[index + 2]))
        return !isPlural
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
