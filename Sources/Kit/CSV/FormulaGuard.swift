/// Keeps a spreadsheet from running the texts of a file as formulas, in a way that can be undone.
///
/// Spreadsheets calculate a cell that begins with one of `=`, `+`, `-`, `@`, a tab or a line break, or with the full-width
/// form of one of the signs; a name like `=HYPERLINK(…)` would send what stands beside it to a stranger. An apostrophe
/// before it makes it plain text. So that the way back is certain, a text that already looks guarded (apostrophes and
/// then a dangerous sign) gets one more.
public enum FormulaGuard {
    /// The text as it may be shown to a spreadsheet.
    public static func guarded(_ text: String) -> String {
        isDangerous(text.unicodeScalars.drop { $0 == apostrophe }) ? "'" + text : text
    }

    /// The text that was guarded. One that never was, as people write it by hand, stays as it is.
    public static func unguarded(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.first == apostrophe, isDangerous(scalars.drop { $0 == apostrophe }) else { return text }
        return String(scalars.dropFirst())
    }

    private static let apostrophe: Unicode.Scalar = "'"

    private static func isDangerous(_ rest: Substring.UnicodeScalarView) -> Bool {
        switch rest.first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
