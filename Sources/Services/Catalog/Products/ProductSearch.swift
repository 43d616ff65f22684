import Contracts
import SQL

/// A search for text: every term has to stand in the name or the description, in any case.
///
/// A term of three characters or more is found anywhere, a shorter one where a word begins or behind a blank. What a word
/// is, and what the same letter in another case, is said by ``SearchText``. This is the one place where the engines are
/// asked differently; what PostgreSQL is asked stands in `ProductSearch+PostgreSQL`.
///
/// SQLite's text index has a list of products for each three characters in a row, and looks for a match of a long text in
/// as many lists as it has characters. In a large shop most of them are long. So the shortest is found out first, see
/// ``RarestTrigram``; where it is short, it leads to the few rows in which the text itself is looked for.
struct ProductSearch: Sendable {
    /// Folded, without blanks; never empty.
    let terms: [String]
    /// Three characters that every match holds, and few products do. Nil where none are known.
    private(set) var lead: String?

    /// Nil when there is nothing to look for.
    init?(_ text: String) {
        // Requests with more are refused: the rest bounds what others can make an engine look for.
        terms = Array(ProductQuery.terms(of: SearchText.folded(text)).prefix(ProductQuery.mostTerms))
        if terms.isEmpty { return nil }
    }

    /// What tells it from other searches, in ASCII. Engines compare bytes, while Swift holds an "å" of one character and
    /// one of two to be the same: by the terms themselves one search would be given what was kept for the other.
    var identity: String {
        terms.map { term in
            term.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
        }.joined(separator: " ")
    }

    /// The same, found by way of some of its characters. What it finds does not change.
    func led(by trigram: String) -> Self {
        var search = self
        search.lead = trigram
        return search
    }

    var long: [String] { terms.filter { $0.unicodeScalars.count >= 3 } }
    var short: [String] { terms.filter { $0.unicodeScalars.count < 3 } }

    /// Conditions that pick the rows by an index, all of them at once.
    func matching(_ table: Query, _ dialect: Dialect) -> [Query] {
        switch dialect.engine {
        case .sqlite:
            let texts = lead == nil ? [] : long.map { Self.within(table, $0) }
            return [trigrams, Self.beginnings(short)].compactMap(\.self).map { index in
                "\(fragment: table).id in (select rowid \(fragment: index.from) where \(fragment: index.match))"
            } + texts
        case .postgresql:
            return indexed(table)
        }
    }

    /// Conditions to look at rows with that something else leads to.
    /// - Parameter streaming: leaves out what ``stream(_:)`` sees to.
    func residue(_ table: Query, _ dialect: Dialect, streaming: Bool = false) -> [Query] {
        switch dialect.engine {
        case .sqlite:
            let texts = streaming && !long.isEmpty && lead == nil ? [] : long.map { Self.within(table, $0) }
            return texts + (streaming && long.isEmpty ? [] : short.map { Self.begun(table, $0) })
        case .postgresql:
            return unindexed(table)
        }
    }

    /// What a text index finds, one row after the other in the order of their ids, as `t` with the products as `p`.
    /// Nil where no index can.
    func stream(_ dialect: Dialect) -> (source: Query, condition: Query)? {
        guard let index = index(dialect) else { return nil }
        return ("\(fragment: index.from) t cross join products p on p.id = t.rowid", "t.\(fragment: index.match)")
    }

    /// Counts matches, on sale or not; nil where no index can.
    func probe(upTo limit: Int, _ dialect: Dialect) -> Query? {
        if dialect.engine == .postgresql { return indexedProbe(upTo: limit) }
        guard let index = index(dialect) else { return nil }
        return """
            select count(*) from (
                select rowid \(fragment: index.from) where \(fragment: index.match) limit \(limit)) as matches
            """
    }

    /// The first that have all terms in their names, and the first that have them anywhere.
    func candidates(_ table: Query, atMost limit: Int, _ dialect: Dialect, isCommon: Bool = false) -> [Query] {
        if dialect.engine == .postgresql {
            return indexedCandidates(table, atMost: limit, isCommon: isCommon) + residue(table, dialect)
        }
        guard let index = index(dialect), let named = Self.named(long.isEmpty ? short : long, isShort: long.isEmpty)
        else { return residue(table, dialect) }
        let first: Query = """
            \(fragment: table).id in (
                select rowid from (select rowid \(fragment: named.from) where \(fragment: named.match) limit \(limit))
                union all
                select rowid from (select rowid \(fragment: index.from) where \(fragment: index.match) limit \(limit)))
            """
        return [first] + residue(table, dialect, streaming: true)
    }

    /// A text index, and the condition on it.
    private typealias Index = (from: Query, match: Query)

    private func index(_ dialect: Dialect) -> Index? {
        guard dialect.engine == .sqlite else { return nil }
        return trigrams ?? Self.beginnings(short)
    }

    private var trigrams: Index? {
        guard !long.isEmpty else { return nil }
        let match = (lead.map { [$0] } ?? long).map(Self.quoted).joined(separator: " ")
        return ("from product_trigrams", "product_trigrams match \(match)")
    }

    private static func beginnings(_ terms: [String]) -> Index? {
        guard !terms.isEmpty else { return nil }
        let match = terms.map(quoted).joined(separator: " ")
        return ("from product_beginnings", "product_beginnings match \(match)")
    }

    private static func named(_ terms: [String], isShort: Bool) -> Index? {
        // The index of beginnings does not know whether they stand in the name.
        guard !terms.isEmpty, !isShort else { return isShort ? beginnings(terms) : nil }
        let match = "{search_name} : (" + terms.map(quoted).joined(separator: " AND ") + ")"
        return ("from product_trigrams", "product_trigrams match \(match)")
    }

    static func within(_ table: Query, _ term: String) -> Query {
        let pattern = "%\(LikePattern.escape(term))%"
        return """
            (\(fragment: table).search_name like \(pattern) escape '\\'
            or \(fragment: table).search_description like \(pattern) escape '\\')
            """
    }

    /// That a word begins with a short term, for rows that something else leads to.
    static func begun(_ table: Query, _ term: String) -> Query {
        let pattern = "% \(LikePattern.escape(term)) %"
        return "' ' || \(fragment: table).search_beginnings || ' ' like \(pattern) escape '\\'"
    }

    /// The best first: names that begin with the first term, names that hold every term, the rest.
    func relevance(_ table: Query) -> Query {
        let inName = terms.map { Self.named(table, "%\(LikePattern.escape($0))%") }.joined(separator: " and ")
        return """
            case when \(fragment: inName)
                then case when \(fragment: Self.named(table, "\(LikePattern.escape(terms[0]))%")) then 0 else 1 end
                else 2 end
            """
    }

    /// The same of a name, for those who have it at hand.
    func relevance(ofName name: String) -> Int {
        let name = Array(SearchText.folded(name).utf8)
        guard terms.allSatisfy({ name.contains(Array($0.utf8)) }) else { return 2 }
        return name.starts(with: terms[0].utf8) ? 0 : 1
    }

    static func named(_ table: Query, _ pattern: String) -> Query {
        "\(fragment: table).search_name like \(pattern) escape '\\'"
    }

    /// As a text that the index is to look for.
    static func quoted(_ term: String) -> String {
        // By bytes: a quote with a mark upon it is another character, but ends the string all the same.
        var text: [UInt8] = [UInt8(ascii: "\"")]
        for byte in term.utf8 {
            if byte == UInt8(ascii: "\"") { text.append(byte) }
            text.append(byte)
        }
        text.append(UInt8(ascii: "\""))
        return String(decoding: text, as: UTF8.self)
    }
}
