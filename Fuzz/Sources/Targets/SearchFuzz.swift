import SQL

@testable import Catalog

/// Searches: the text of a product on the first line, what is looked for behind it. No text makes SQLite complain, and
/// what is found is what holds every term.
enum SearchFuzz: FuzzTarget {
    static let name = "search"

    private static let database = SearchDatabase()

    static func run(_ input: FuzzInput) {
        let (product, wanted) = input.halves
        // A NUL gets no further than the reader of requests.
        guard !input.bytes.contains(0), wanted.text.unicodeScalars.count <= 200,
            let search = ProductSearch(wanted.text)
        else { return }
        expect(search.terms.count <= 16, "more terms than are looked for")
        let name = product.text.lowercased()
        let isFound = database.finds(search, inProductCalled: name)
        let long = search.terms.filter { $0.unicodeScalars.count >= 3 }
        guard long.count == search.terms.count else { return }
        let holdsAll = long.allSatisfy { contains(Array($0.utf8), in: Array(name.utf8)) }
        expect(isFound == holdsAll, "\(search.terms) in \(name.debugDescription): found is \(isFound)")
    }

    private static func contains(_ term: [UInt8], in text: [UInt8]) -> Bool {
        text.indices.contains { text[$0...].starts(with: term) }
    }
}
