import Contracts
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Catalog

@Suite("Searches for every character")
struct EveryCharacterTests {
    /// A search, and which of the products it has to find.
    private struct Case {
        let search: String
        let expected: [Int]
    }

    @Test("Each is found in any case, alone and in a word, where it is and nowhere else")
    func everyCharacter() async throws {
        let characters = Self.characters
        // Each product holds some.
        let texts = stride(from: 0, to: characters.count, by: 200).map { start in
            characters[start..<min(start + 200, characters.count)].map { "\($0) q\($0)w" }.joined(separator: " ")
        }
        let cases = Self.cases(of: characters, in: texts)
        try await CatalogShop.open { shop in
            let place = try await shop.category("All")
            var products: [ProductID] = []
            for text in texts { products.append(try await shop.product("Goods", text, in: place)) }
            for (number, start) in stride(from: 0, to: cases.count, by: 100).enumerated() {
                let some = Array(cases[start..<min(start + 100, cases.count)])
                try await Self.check(some, products, in: shop.database) { $0.matching("p", shop.database.dialect) }
                // Without an index it takes long: some are enough.
                guard number % 16 == 0 else { continue }
                try await Self.check(some, products, in: shop.database) { $0.residue("p", shop.database.dialect) }
            }
        }
    }

    /// Those that an engine might have a view on; of the many thousands that differ in nothing, some.
    private static var characters: [Unicode.Scalar] {
        ((0x80 as UInt32)...0x1_FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
            let properties = scalar.properties
            if properties.isWhitespace { return false }
            if properties.changesWhenLowercased || properties.changesWhenUppercased { return true }
            switch scalar.value {
            case 0x3400...0xD7FF, 0xE000...0xF8FF, 0x1_0000...: return scalar.value % 64 == 0
            default: return true
            }
        }
    }

    private static func cases(of characters: [Unicode.Scalar], in texts: [String]) -> [Case] {
        var words: [TextKey: Set<Int>] = [:]
        var beginnings: [TextKey: Set<Int>] = [:]
        for (number, text) in texts.enumerated() {
            let text = SearchText(name: "", description: text)
            for word in ProductQuery.terms(of: text.description) { words[TextKey(word), default: []].insert(number) }
            for beginning in ProductQuery.terms(of: text.beginnings) {
                beginnings[TextKey(beginning), default: []].insert(number)
            }
        }
        func holders(_ term: String, among known: [TextKey: Set<Int>]) -> Set<Int> {
            known[TextKey(SearchText.folded(term))] ?? []
        }
        let alone = characters.flatMap(Self.forms).filter { SearchText.folded($0).unicodeScalars.count < 3 }.map {
            Case(search: $0, expected: holders($0, among: beginnings).sorted())
        }
        // Eight at once: as many as a search may have terms for.
        let inWords = stride(from: 0, to: characters.count, by: 8).flatMap { start in
            let some = characters[start..<min(start + 8, characters.count)]
            let cases: [(Unicode.Scalar) -> String] = [
                { String($0) }, { $0.properties.lowercaseMapping }, { $0.properties.uppercaseMapping },
            ]
            return cases.map { form in
                Case(
                    search: some.map { "q\(form($0))w q\(form($0))" }.joined(separator: " "),
                    expected: some.map { holders("q\(form($0))w", among: words) }
                        .reduce(Set(texts.indices)) { $0.intersection($1) }.sorted())
            }
        }
        return alone + inWords
    }

    /// The character, and what it is in other cases.
    private static func forms(of scalar: Unicode.Scalar) -> [String] {
        let properties = scalar.properties
        let lower = properties.changesWhenLowercased ? [properties.lowercaseMapping] : []
        let upper = properties.changesWhenUppercased ? [properties.uppercaseMapping] : []
        return [String(scalar)] + lower + upper
    }

    /// Asks for all of them in one statement.
    private static func check(
        _ cases: [Case], _ products: [ProductID], in database: any Database,
        _ conditions: (ProductSearch) -> [Query]
    ) async throws {
        let parts = try cases.enumerated().map { place, one -> Query in
            let condition = conditions(try #require(ProductSearch(one.search))).joined(separator: " and ")
            return "select \(unescaped: "\(place)") as place, p.id as id from products p where \(fragment: condition)"
        }
        var found = cases.map { _ in [ProductID]() }
        let query: Query = "\(fragment: parts.joined(separator: " union all ")) order by place, id"
        let rows = try await database.transaction { transaction in
            // So few products are not looked for by an index otherwise.
            if transaction.dialect.engine == .postgresql {
                try await transaction.execute("set local enable_seqscan = off")
            }
            return try await transaction.query(query)
        }
        for row in rows {
            found[try row.get("place", as: Int.self)].append(try row.get("id"))
        }
        for (one, ids) in zip(cases, found) {
            let shown = one.search.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
            #expect(ids == one.expected.map { products[$0] }, "\(shown)")
        }
    }
}
