import Values

/// Texts made of what files and spreadsheets trip over.
enum AwkwardText {
    static let dangerous: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

    private static let pieces = [
        "=", "+", "-", "@", "'", "\"", ",", ";", "\r", "\n", "\r\n", "\t", " ", "a", "é", "e\u{301}", "ß", "書", "𝔘",
        "🜚", "שלום", "\u{202E}", "\u{FEFF}", "\u{200D}", "＝", "＠", "\\", "\u{85}", "\u{2028}",
    ]

    static func make(_ random: inout SplitMix64) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            text.unicodeScalars += (pieces.randomElement(using: &random) ?? "").unicodeScalars
        }
        return text
    }
}
