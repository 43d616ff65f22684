import Contracts
import Testing

@testable import Catalog

@Suite("How texts are folded for searches")
struct SearchTextTests {
    @Test("Every character is folded as each of its cases is, and folding what is folded changes nothing")
    func cases() {
        for scalar in Self.all {
            let properties = scalar.properties
            let folded = Self.bytes(SearchText.folded(String(scalar)))
            let number = String(scalar.value, radix: 16)
            for text in [
                properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping,
                String(decoding: folded, as: UTF8.self),
            ] {
                #expect(Self.bytes(SearchText.folded(text)) == folded, "\(number)")
            }
        }
    }

    @Test("A part of a text is folded as it is in the whole, and blanks stay where they are")
    func parts() {
        for scalar in Self.all {
            let folded = SearchText.folded(String(scalar))
            let whole = SearchText.folded("ΑΣ\(scalar)ΑΣ \(scalar)")
            let number = String(scalar.value, radix: 16)
            #expect(Self.bytes(whole) == Self.bytes("ασ\(folded)ασ \(folded)"), "\(number)")
            #expect(ProductQuery.terms(of: whole).count == ProductQuery.terms(of: "-\(scalar)- \(scalar)").count)
        }
    }

    @Test(
        "Letters that share a capital are the same, whatever they look like",
        arguments: [
            ("ΝΗΣΟΣ", "νησος"), ("\u{3D1}", "θ"), ("STRASSE", "straße"), ("ẞ", "ss"), ("\u{17F}o", "So"),
            ("\u{FB01}sh", "FISH"),
            ("\u{B5}m", "Μm"), ("\u{212A}", "k"), ("ISPARTA", "ısparta"), ("Ǆ", "ǅ"), ("\u{345}", "ι"),
        ])
    func sharedCapitals(one: String, other: String) {
        #expect(Self.bytes(SearchText.folded(one)) == Self.bytes(SearchText.folded(other)))
    }

    @Test("Marks tell letters apart")
    func marks() {
        #expect(SearchText.folded("Å").unicodeScalars.elementsEqual("\u{E5}".unicodeScalars))
        #expect(SearchText.folded("A\u{30A}").unicodeScalars.elementsEqual("a\u{30A}".unicodeScalars))
    }

    @Test(
        "The beginnings of a text are those of its words and of what stands behind blanks, each once",
        arguments: [
            ("", "", ""), ("Übergroßes Regal", "", "ü üb r re"), ("A a", "Ab", "a ab"),
            ("O'Neill's x", "", "o o' n ne s x"),
            ("#tag", "-x +", "# #t t ta - -x x +"), ("4-Zimmer", "1½ m²", "4 4- z zi 1 1½ m m²"),
            ("a--b", "", "a a- b"),
            ("हिन्दी", "日本語", "ह हि 日 日本"), ("🧶yarn", "", "🧶 🧶y y ya"), ("e\u{301}t é", "", "e e\u{301} é"),
            ("a\u{A0}b\u{2003}c\nd\te", "", "a b c d e"), ("x\"y", "%_\\", "x x\" y % %_"),
        ])
    func beginnings(name: String, description: String, expected: String) {
        let text = SearchText(name: name, description: description)
        #expect(Self.bytes(text.beginnings) == Self.bytes(expected), "\(text.beginnings)")
    }

    /// All that have cases, and most that have none.
    private static var all: some Sequence<Unicode.Scalar> {
        ((0 as UInt32)...0x1_FFFF).lazy.compactMap(Unicode.Scalar.init)
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
