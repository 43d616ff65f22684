import SQL

/// Where words begin, for PostgreSQL: what SQLite's index of words does by itself.
///
/// A word is what stands between signs: letters, numbers and the marks on them. The function that finds them is part of
/// the schema, so that a text has the same words whoever writes it, and whatever the language of the database is.
enum WordBeginnings {
    /// The first character of each word, and its first two.
    static let function: Query = """
        create function word_beginnings(name text, description text) returns text[]
        language sql immutable parallel safe as $body$
            select coalesce(array_agg(distinct left(word[1], length)), '{}')
            from regexp_matches(
                translate(name || ' ' || description, '\(unescaped: folded.from)', '\(unescaped: folded.to)')
                    collate "und-x-icu",
                '[\(unescaped: characters)][\(unescaped: characters)\(unescaped: marks)]*', 'g') as word
            cross join (values (1), (2)) as lengths (length)
        $body$
        """

    static let index: Query =
        "create index products_words on products using gin (word_beginnings(search_name, search_description))"

    /// That a word begins with each of these.
    /// - Parameter isIndexed: whether the index is to find the rows; if not, they are looked at one by one.
    static func match(_ table: Query, _ terms: [String], isIndexed: Bool = true) -> Query {
        let beginnings = terms.map(beginning).filter { !$0.isEmpty }
        guard !beginnings.isEmpty else { return "false" }
        let list = beginnings.map { "\($0)" as Query }.joined(separator: ", ")
        return """
            word_beginnings(\(fragment: table).search_name\(fragment: isIndexed ? "" : " || ''"), \
            \(fragment: table).search_description) @> array[\(fragment: list)]::text[]
            """
    }

    /// What is left of a term when its signs are left out.
    private static func beginning(_ term: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in term.unicodeScalars {
            let isMark = !kept.isEmpty && (0x300...0x331).contains(scalar.value)
            guard isMark || isWordCharacter(scalar) else { continue }
            let place = folded.from.unicodeScalars.firstIndex(of: scalar)
            kept.append(place.map { folded.to.unicodeScalars[$0] } ?? scalar)
        }
        return String(kept)
    }

    private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    // Letters and digits, and numbers that are not made of digits.
    private static let characters =
        #"[:alnum:]\u00b2\u00b3\u00b9\u00bc-\u00be\u09f4-\u09f9\u0b72-\u0b77\u0bf0-\u0bf2\u0c78-\u0c7e\u0d70-\u0d78"#
        + #"\u0f2a-\u0f33\u1369-\u137c\u16ee-\u16f0\u17f0-\u17f9\u19da\u2070\u2074-\u2079\u2080-\u2089\u2150-\u2182"#
        + #"\u2185-\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u2cfd\u3007\u3021-\u3029\u3038-\u303a\u3192-\u3195"#
        + #"\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf\ua6e6-\ua6ef\ua830-\ua835"#
    private static let marks = #"\u0300-\u0331"#
    /// Letters that are others in another shape, which putting a text in lower case does not tell.
    private static let folded = (from: "µſςϐϑϕϖϰϱϵẛι", to: "μsσβθφπκρεṡι")
}
