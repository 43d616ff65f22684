import Contracts
import Endpoints
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Catalog

/// Engines have views of their own on letters, words and cases. What a search finds does not depend on them: each column
/// is held against what ``SearchModel`` finds without an engine.
@Suite("Searches find the same on every engine")
struct SameSearchTests {
    private static let goods = [
        ("Übergroßes Regal", "Für 4-Zimmer-Wohnungen, 1½ m² groß"), ("Über allem", "½ inch; 2nd hand, 3rd row"),
        ("ΣΟΦΙΑ", "ΝΗΣΟΣ νησος ὈΔΥΣΣΕΎΣ"), ("İstanbul Işık", "ISPARTA ıspanak izmir"), ("日本語の本", "本 日 漢字カナ"),
        ("e\u{301}tude", "\u{E9}tude E\u{301}TUDE caf\u{E9}s"), ("O'Neill's", "snake_case kebab-case dot.case a/b"),
        ("\u{17F}tart \u{FB01}sh", "\u{B5}m \u{3D1}eta 5\u{2168} \u{2460}st"), ("क्षेत्र हिन्दी", "ไทย ภาษา"),
        ("100% \"wool\"", "a\\b%c _x -y +z (w)"), ("🧶 yarn 🧵thread", "#tag @at"), ("Ab", "aB abc"),
        ("\u{212A}elvin", "K"), ("x\u{301}y \u{301}z", "ab\u{300}c"), ("Ångström", "A\u{30A}ngstro\u{308}m"),
        ("ԱԲԳ", "Ҕай ӂ ქართული"), ("line\nbreak\ttab", "no\u{A0}break\u{2003}em\u{200B}zero"),
    ]

    /// Every one, two and three characters in a row of any text, and what is in none.
    private static var terms: [String] {
        var terms: Set<[Unicode.Scalar]> = []
        let others = [
            "zz", "qqq", "ß", "ς", "i", "I", "\u{131}", "\u{130}", "²", "SS", "\u{3B8}ETA", "\u{7F}", "ab 日", "über ½",
            "st ΣΟ", "m² regal", "é tude", "a - b",
        ]
        for text in others { terms.insert(Array(text.unicodeScalars)) }
        for (name, description) in goods {
            for text in [name, description, name.lowercased()] {
                let scalars = Array(text.unicodeScalars)
                for length in 1...3 where scalars.count >= length {
                    for start in 0...scalars.count - length { terms.insert(Array(scalars[start..<start + length])) }
                }
            }
        }
        return terms.map { String(String.UnicodeScalarView($0)) }.filter { !ProductQuery.terms(of: $0).isEmpty }
    }

    @Test("Whatever is looked for, the same goods are found in the same order, and as many")
    func same() async throws {
        let model = SearchModel(Self.goods)
        try await CatalogShop.open { shop in
            let place = try await shop.category("All")
            for (name, description) in Self.goods { _ = try await shop.product(name, description, in: place) }
            for text in Self.terms {
                for ordering in [ProductQuery.Ordering.newest, .relevance] {
                    let page = try await shop.tester.call(
                        CatalogAPI.listProducts, query: ProductQuery(search: text, ordering: ordering, limit: 7))
                    let expected = model.found(text, ordering)
                    let shown = text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
                    #expect(page.results.map(\.name) == Array(expected.prefix(7)), "\(shown)")
                    #expect(page.count == expected.count, "\(shown)")
                }
            }
        }
    }
}
