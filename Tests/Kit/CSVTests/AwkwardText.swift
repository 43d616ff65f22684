/// Texts made of what files and spreadsheets trip over.
enum AwkwardText {
    static let dangerous: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

    private static let pieces = [
        "=", "+", "-", "@", "'", "\"", ",", ";", "\r", "\n", "\r\n", "\t", " ", "a", "é", "e\u{301}", "ß", "書", "𝔘",
        "🜚", "שלום", "\u{202E}", "\u{FEFF}", "\u{200D}", "＝", "＠", "\\", "\u{85}", "\u{2028}",
    ]

    static func make(_ random: inout SplitMix) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            text.unicodeScalars += (pieces.randomElement(using: &random) ?? "").unicodeScalars
        }
        return text
    }
}

/// Numbers that are the same in each run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
