import Contracts
import Endpoints
import SQL
import ServiceTestSupport
import TestSupport
import Testing

@testable import Catalog

@Suite("Searches for characters that can be written in two ways")
struct SearchSpellingTests {
    private static let composed = "\u{E5}ngstr\u{F6}m"
    private static let decomposed = "a\u{30A}ngstro\u{308}m"

    @Test("Each way of writing finds, counts and is led by what is written so, whichever was looked for first")
    func spellings() async throws {
        try await CatalogShop.open { plain in
            let (shop, recorder) = try plain.recorded()
            let place = try await shop.category("All")
            for number in 1...3 { _ = try await shop.product("\(Self.composed) \(number)", "", in: place) }
            for number in 4...7 { _ = try await shop.product("\(Self.decomposed) \(number)", "", in: place) }
            _ = recorder.takeStatements()
            for (text, count, looks) in [(Self.composed, 3, 1), (Self.decomposed, 4, 1), (Self.composed, 3, 0)] {
                let page = try await shop.tester.call(
                    CatalogAPI.listProducts, query: ProductQuery(search: text, limit: 2))
                #expect(page.count == count)
                #expect(page.results.count == 2)
                #expect(page.results.allSatisfy { $0.name.utf8.starts(with: text.utf8) })
                // Only SQLite has to look for what leads to a text.
                #expect(recorder.takeLooks().forLeads == (shop.database.dialect.engine == .sqlite ? looks : 0))
            }
        }
    }

    @Test("What is kept of a search is kept under a name in ASCII, of which no two searches have the same")
    func identities() throws {
        #expect(Self.composed == Self.decomposed)
        let texts = [
            Self.composed, Self.decomposed, "angstrom", "ang strom", "\\u{E5}ngstr\\u{F6}m", "\u{212A}elvin", "kelvin",
            "\u{F900}", "\u{8C48}",
        ]
        let terms = texts.map { Array(ProductQuery.terms(of: $0.lowercased()).joined(separator: " ").utf8) }
        let identities = try texts.map { try #require(ProductSearch($0)).identity }
        #expect(Set(identities).count == Set(terms).count)
        #expect(identities.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    }
}
