import CSV
import Testing
import Values

@Suite("Guarding spreadsheets against formulas")
struct FormulaGuardTests {
    @Test(
        "A text that a spreadsheet would calculate is guarded, and one that looks guarded is guarded once more",
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("\nx", "'\nx"), ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠x", "'＠x"),
            ("'=1", "''=1"), ("''-1", "'''-1"), ("=\u{301}x", "'=\u{301}x"),
            ("", ""), ("'", "'"), ("'tis", "'tis"), ("plain", "plain"), ("a=b", "a=b"), (" =1", " =1"),
        ])
    func guarded(text: String, expected: String) {
        #expect(Array(FormulaGuard.guarded(text).utf8) == Array(expected.utf8))
        #expect(Array(FormulaGuard.unguarded(expected).utf8) == Array(text.utf8))
    }

    @Test("What people write by hand is taken as it stands", arguments: ["-5 °C", "=1", "'tis", "''", "@home"])
    func byHand(text: String) {
        #expect(FormulaGuard.unguarded(text) == text)
    }

    @Test("No text stays dangerous, none is lost, and no two become one")
    func property() {
        var random = SplitMix64(seed: 3)
        var seen: [[UInt8]: [UInt8]] = [:]
        for _ in 0..<5_000 {
            let text = AwkwardText.make(&random)
            let guarded = FormulaGuard.guarded(text)
            #expect(Array(FormulaGuard.unguarded(guarded).utf8) == Array(text.utf8))
            #expect(!AwkwardText.dangerous.contains(guarded.unicodeScalars.first ?? "x"))
            let earlier = seen.updateValue(Array(text.utf8), forKey: Array(guarded.utf8))
            #expect(earlier == nil || earlier == Array(text.utf8))
        }
    }
}
