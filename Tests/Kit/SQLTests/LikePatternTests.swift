import SQL
import Testing

@Suite("A pattern of like")
struct LikePatternTests {
    @Test(
        "Every sign of a text stands for itself, also with a mark behind it",
        arguments: [
            ("walnut", "walnut"), ("50%", "50\\%"), ("a_b", "a\\_b"), ("\\", "\\\\"), ("%\u{301}", "\\%\u{301}"),
            ("_\u{20DD}", "\\_\u{20DD}"),
        ])
    func escaped(text: String, pattern: String) {
        #expect(Array(LikePattern.escape(text).unicodeScalars) == Array(pattern.unicodeScalars))
    }
}
