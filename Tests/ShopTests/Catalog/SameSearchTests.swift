import Contracts
import Endpoints
import ServiceTestSupport
import TestSupport
import Testing

/// SQLite's text index is taken at its word: whatever it finds, PostgreSQL has to find.
@Suite("Searches on two engines", .onPostgreSQL)
struct SameSearchTests {
    private static let goods = [
        ("Übergroßes Regal", "Für 4-Zimmer-Wohnungen, 1½ m² groß"), ("Über allem", "½ inch; 2nd hand, 3rd row"),
        ("ΣΟΦΙΑ", "ΝΗΣΟΣ νησος ὈΔΥΣΣΕΎΣ"), ("İstanbul Işık", "ISPARTA ıspanak izmir"), ("日本語の本", "本 日 漢字カナ"),
        ("e\u{301}tude", "\u{E9}tude E\u{301}TUDE caf\u{E9}s"), ("O'Neill's", "snake_case kebab-case dot.case a/b"),
        ("\u{17F}tart \u{FB01}sh", "\u{B5}m \u{3D1}eta 5\u{2168} \u{2460}st"), ("क्षेत्र हिन्दी", "ไทย ภาษา"),
        ("100% \"wool\"", "a\\b%c _x -y +z (w)"), ("🧶 yarn 🧵thread", "#tag @at"), ("Ab", "aB abc"),
        ("\u{212A}elvin", "K"),
        ("x\u{301}y \u{301}z", "ab\u{300}c"), ("Ångström", "A\u{30A}ngstro\u{308}m"), ("ԱԲԳ", "Ҕай ӂ ქართული"),
        ("line\nbreak\ttab", "no\u{A0}break\u{2003}em\u{200B}zero"),
    ]

    /// Every one, two and three characters in a row of any text, and what is in none.
    private static var terms: [String] {
        var terms: Set<String> = ["zz", "qqq", "ß", "ς", "i", "I", "\u{131}", "\u{130}", "²", "SS", "ss", "\u{301}"]
        for (name, description) in goods {
            for text in [name, description, name.lowercased()] {
                let scalars = Array(text.unicodeScalars)
                for length in 1...3 where scalars.count >= length {
                    for start in 0...scalars.count - length {
                        terms.insert(String(String.UnicodeScalarView(scalars[start..<start + length])))
                    }
                }
            }
        }
        return terms.filter { !ProductQuery.terms(of: $0).isEmpty }.sorted()
    }

    @Test("Whatever is looked for, both find the same goods in the same order, and as many")
    func same() async throws {
        try await Self.withGoods(on: .sqlite) { sqlite in
            try await Self.withGoods(on: .postgresql) { postgresql in
                for text in Self.terms + ["ab 日", "über ½", "st ΣΟ", "m² regal", "é tude", "a - b"] {
                    for ordering in [ProductQuery.Ordering.newest, .relevance] {
                        let query = ProductQuery(search: text, ordering: ordering, limit: 7)
                        let expected = try await sqlite.tester.call(CatalogAPI.listProducts, query: query)
                        let found = try await postgresql.tester.call(CatalogAPI.listProducts, query: query)
                        let shown = text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
                        #expect(found.results.map(\.name) == expected.results.map(\.name), "\(shown)")
                        #expect(found.count == expected.count, "\(shown)")
                    }
                }
            }
        }
    }

    private static func withGoods(
        on engine: DatabaseEngine, _ story: (CatalogShop) async throws -> Void
    ) async throws {
        try await CatalogShop.open(on: engine) { shop in
            let place = try await shop.category("All")
            for (name, description) in goods { _ = try await shop.product(name, description, in: place) }
            try await story(shop)
        }
    }
}
