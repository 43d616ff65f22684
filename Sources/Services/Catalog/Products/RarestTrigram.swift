import JSON
import SQL

/// Which three characters in a row of a search the fewest products hold.
///
/// Each list is counted no further than to where it is too long to be of use, so that the answer takes as long in a large
/// shop as in a small one.
struct RarestTrigram: Sendable {
    /// Those of a longer search are passed over.
    private static let most = 64

    /// Of all terms that are looked for by them, each once, in their order.
    let trigrams: [String]
    private let limit: Int

    /// - Parameter limit: the longest list that is of use.
    init(of search: ProductSearch, upTo limit: Int) {
        var seen: Set<String> = []
        let all = search.long.flatMap { term -> [String] in
            let characters = Array(term.unicodeScalars.prefix(Self.most + 2))
            return (0...characters.count - 3).map { String(String.UnicodeScalarView(characters[$0..<$0 + 3])) }
        }
        trigrams = Array(all.filter { seen.insert($0).inserted }.prefix(Self.most))
        self.limit = limit
    }

    /// Finds the place among ``trigrams`` of the one with the shortest list, and how long that is.
    /// Nil where there is no such index.
    func query(_ dialect: Dialect) throws -> Query? {
        guard dialect.engine == .sqlite, !trigrams.isEmpty else { return nil }
        let texts = String(decoding: try JSONEncoding.encode(trigrams.map(ProductSearch.quoted)), as: UTF8.self)
        return """
            select one.key as place, (
                select count(*) from (
                    select rowid from product_trigrams where product_trigrams match one.value limit \(limit + 1))
            ) as length
            from json_each(\(texts)) one order by length, place limit 1
            """
    }

    /// The three characters that a row of ``query(_:)`` speaks of, as their place; -1 where even they are in too many.
    func place(_ row: Row?) throws(SQLError) -> Int {
        guard let row, try row.get(at: 1, as: Int.self) <= limit else { return -1 }
        return try row.get(at: 0)
    }
}
