/// The passwords that are tried first.
public enum CommonPasswords {
    /// Whether a password is among them, in any case.
    public static func contains(_ password: String) -> Bool {
        let wanted = Array(password.lowercased().utf8)
        guard (8...64).contains(wanted.count) else { return false }
        return commonPasswordList.withUTF8Buffer { search(wanted, in: $0) }
    }

    /// How many there are.
    static var count: Int {
        commonPasswordList.withUTF8Buffer { $0.count { $0 == space } + 1 }
    }

    /// A binary search over words in byte order: the text stays where the linker put it, nothing is allocated for it.
    private static func search(_ wanted: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var low = 0
        var high = text.count
        while low < high {
            var start = (low + high) / 2
            while start > low, text[start - 1] != space { start -= 1 }
            var end = start
            while end < high, text[end] != space { end += 1 }
            let word = text[start..<end]
            if word.elementsEqual(wanted) { return true }
            if word.lexicographicallyPrecedes(wanted) {
                low = end + 1
            } else {
                high = max(low, start - 1)
            }
        }
        return false
    }

    private static let space = UInt8(ascii: " ")
}
