import SQL

@testable import Catalog

/// Searches: the text of a product on the first line, what is looked for behind it. No text makes SQLite complain, all
/// ways of looking find the same, and what is found is what holds every term.
enum SearchFuzz: FuzzTarget {
    static let name = "search"

    /// One product and the tables that it is searched by, as the catalog makes them.
    private static let database = MemoryDatabase(
        [
            """
            create table products (
                id integer primary key, search_name text, search_description text, search_beginnings text)
            """
        ] + CreateProductSearch().statements(.sqlite))

    static func run(_ input: FuzzInput) {
        let (product, wanted) = input.halves
        // A NUL gets no further than the reader of requests.
        guard !input.bytes.contains(0), wanted.text.unicodeScalars.count <= 200,
            let search = ProductSearch(wanted.text)
        else { return }
        expect(search.terms.count <= 16, "more terms than are looked for")
        let text = SearchText(name: product.text, description: "")
        let name = text.name
        expect(SearchText.folded(name) == name, "what is folded is folded again")
        database.run("delete from products")
        database.run(
            """
            insert into products (id, search_name, search_description, search_beginnings)
            values (1, \(name), '', \(text.beginnings))
            """)
        let isFound = finds("products p", search.matching("p", .sqlite))
        checkWays(search, isFound)
        checkLeads(search, isFound)
        checkRarest(search, isFound)
        checkRelevance(search, name)
        let beginnings = text.beginnings.unicodeScalars.split(separator: " ").map { Array(String($0).utf8) }
        let holdsAll = search.terms.allSatisfy { term in
            let bytes = Array(term.utf8)
            return term.unicodeScalars.count < 3 ? beginnings.contains(bytes) : contains(bytes, in: Array(name.utf8))
        }
        expect(isFound == holdsAll, "\(search.terms) in \(name.debugDescription): found is \(isFound)")
    }

    private static func checkWays(_ search: ProductSearch, _ isFound: Bool) {
        expect(finds("products p", search.residue("p", .sqlite)) == isFound, "rows are found only by an index")
        expect(finds("products p", search.matching("p", .sqlite)) == isFound, "what leads to a match changes it")
        let candidates = search.candidates("p", atMost: 10, .sqlite)
        expect(finds("products p", candidates) == isFound, "candidates are others than matches")
        if let stream = search.stream(.sqlite) {
            let conditions = [stream.condition] + search.residue("p", .sqlite, streaming: true)
            expect(finds(stream.source, behind: "", conditions) == isFound, "a stream has others than matches")
        }
        guard let probe = search.probe(upTo: 10, .sqlite) else { return }
        expect(!isFound || database.run(probe) == [1], "the probe counts fewer than there are")
    }

    /// A match is in every list, so that even the shortest has a row.
    private static func checkRarest(_ search: ProductSearch, _ isFound: Bool) {
        guard let query = try? RarestTrigram(of: search, upTo: 10).query(.sqlite) else { return }
        let lengths = database.run("select length from (\(fragment: query))")
        expect(lengths == [1] || lengths == [0] && !isFound, "the rarest characters are in \(lengths) products")
    }

    /// By way of some of its characters a search finds what it finds without.
    private static func checkLeads(_ search: ProductSearch, _ isFound: Bool) {
        let rarest = RarestTrigram(of: search, upTo: 10)
        let query = mustNotThrow("the rarest characters cannot be asked for") { try rarest.query(.sqlite) }
        guard let query else {
            expect(rarest.trigrams.isEmpty, "the rarest characters are not asked for")
            return
        }
        expect(database.run(query).allSatisfy { rarest.trigrams.indices.contains(Int($0)) }, "others are the rarest")
        for trigram in [rarest.trigrams.first, rarest.trigrams.last].compactMap(\.self) {
            let led = search.led(by: trigram)
            expect(finds("products p", led.matching("p", .sqlite)) == isFound, "\(trigram) leads elsewhere")
            checkWays(led, isFound)
        }
    }

    private static func finds(_ table: Query, behind word: Query = "from ", _ conditions: [Query]) -> Bool {
        let condition = conditions.joined(separator: " and ")
        return !database.run("select p.id \(fragment: word)\(fragment: table) where \(fragment: condition)").isEmpty
    }

    private static func checkRelevance(_ search: ProductSearch, _ name: String) {
        let told = database.run("select \(fragment: search.relevance("p")) from products p")
        expect(told == [Int64(search.relevance(ofName: name))], "\(name.debugDescription) has two ranks")
    }

    private static func contains(_ term: [UInt8], in text: [UInt8]) -> Bool {
        text.indices.contains { text[$0...].starts(with: term) }
    }
}
