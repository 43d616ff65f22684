/// The field `Idempotency-Key`: a structured string in quotes, or, as most clients send it, bare.
public enum IdempotencyKey {
    static let longest = 255

    /// What can be read, as a regular expression for contracts.
    public static let expression = #"^("[!#-~]{1,255}"|[!#-~]{1,255})$"#

    static func read(_ text: String) -> String? {
        var key = text[...]
        if key.hasPrefix("\"") {
            guard key.count >= 2, key.hasSuffix("\"") else { return nil }
            key = key.dropFirst().dropLast()
        }
        guard (1...longest).contains(key.utf8.count),
            key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") })
        else { return nil }
        return String(key)
    }
}
