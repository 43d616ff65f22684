import SQL

/// A search for text: every term has to stand in the name or the description, in any case.
///
/// A term of three characters or more is found anywhere, a shorter one where a word begins. This is the one place where
/// the engines are asked differently.
struct ProductSearch: Sendable {
    private static let mostTerms = 16

    /// In lower case, without blanks; never empty.
    let terms: [String]

    /// Nil when there is nothing to look for.
    init?(_ text: String) {
        terms = text.lowercased().unicodeScalars
            .split { $0.properties.isWhitespace || $0.value < 0x20 }
            .prefix(Self.mostTerms).map { String(Substring($0)) }
        if terms.isEmpty { return nil }
    }

    func conditions(_ dialect: Dialect) -> [Query] {
        let long = terms.filter { $0.unicodeScalars.count >= 3 }
        let short = terms.filter { $0.unicodeScalars.count < 3 }
        let words = short.filter(Self.isWord)
        return substrings(long, dialect) + beginnings(words, dialect)
            + short.filter { !Self.isWord($0) }.map(Self.afterBlank)
    }

    private func substrings(_ terms: [String], _ dialect: Dialect) -> [Query] {
        guard !terms.isEmpty else { return [] }
        switch dialect.engine {
        case .sqlite:
            let match = terms.map(Self.quoted).joined(separator: " ")
            return ["p.id in (select rowid from product_trigrams where product_trigrams match \(match))"]
        case .postgresql:
            return terms.map { term in
                let pattern = "%\(LikePattern.escape(term))%"
                return "(p.search_name like \(pattern) or p.search_description like \(pattern))"
            }
        }
    }

    private func beginnings(_ terms: [String], _ dialect: Dialect) -> [Query] {
        guard !terms.isEmpty else { return [] }
        switch dialect.engine {
        case .sqlite:
            let match = terms.map { Self.quoted($0) + "*" }.joined(separator: " ")
            return ["p.id in (select rowid from product_words where product_words match \(match))"]
        case .postgresql:
            let match = terms.map { "\($0):*" }.joined(separator: " & ")
            return [
                """
                to_tsvector('simple', p.search_name || ' ' || p.search_description)
                @@ to_tsquery('simple', \(match))
                """
            ]
        }
    }

    /// Of what has no letters there are no words: it is looked for behind blanks, without an index.
    private static func afterBlank(_ term: String) -> Query {
        let pattern = "% \(LikePattern.escape(term))%"
        return "' ' || p.search_name || ' ' || p.search_description like \(pattern) escape '\\'"
    }

    /// The best first: names that begin with the first term, names that hold every term, the rest.
    var relevance: Query {
        let inName = terms.map { term -> Query in
            "p.search_name like \("%\(LikePattern.escape(term))%") escape '\\'"
        }.joined(separator: " and ")
        let first = terms[0]
        return """
            case when \(fragment: inName)
                then case when substr(p.search_name, 1, \(first.unicodeScalars.count)) = \(first) then 0 else 1 end
                else 2 end, p.id
            """
    }

    private static func isWord(_ term: String) -> Bool {
        term.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    private static func quoted(_ term: String) -> String {
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
