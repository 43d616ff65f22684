import SQL

/// Where words begin, for PostgreSQL: what SQLite's index of words knows by itself.
///
/// A word is what stands between signs: letters, numbers and the marks on them. Which characters these are is said by a
/// collation of its own, whatever the language of the database is.
enum WordBeginnings {
    /// The first character of each word, and its first two. It takes a hundred times as long as the comparison of a text,
    /// which is why only the index asks it.
    static let function: Query = """
        create function word_beginnings(name text, description text) returns text[]
        language sql immutable parallel safe cost 1000 as $body$
            select coalesce(array_agg(distinct left(word[1], length)), '{}')
            from regexp_matches(
                translate(name || ' ' || description, '\(unescaped: shapes.from)', '\(unescaped: shapes.to)')
                    \(collation),
                '[\(unescaped: characters)][\(unescaped: characters)\(unescaped: marks)]*', 'g') as word
            cross join (values (1), (2)) as lengths (length)
        $body$
        """

    static let index: Query =
        "create index products_words on products using gin (word_beginnings(search_name, search_description))"

    /// That a word begins with each of these: by the index.
    static func indexed(_ table: Query, _ terms: [String]) -> [Query] {
        guard !terms.isEmpty else { return [] }
        let beginnings = beginnings(terms)
        guard !beginnings.isEmpty else { return ["false"] }
        let list = beginnings.map { "\($0)" as Query }.joined(separator: ", ")
        return [
            """
            word_beginnings(\(fragment: table).search_name, \(fragment: table).search_description)
            @> array[\(fragment: list)]::text[]
            """
        ]
    }

    /// The same of rows that something else leads to: in the text itself.
    static func unindexed(_ table: Query, _ terms: [String]) -> [Query] {
        guard !terms.isEmpty else { return [] }
        let beginnings = beginnings(terms)
        guard !beginnings.isEmpty else { return ["false"] }
        return beginnings.map { beginning in
            // Marks that stand behind a sign belong to no word.
            let text = "(^|[^\(characters)\(marks)])[\(marks)]*" + beginning.unicodeScalars.map(anyShape).joined()
            return """
                (\(fragment: table).search_name || ' ' || \(fragment: table).search_description) \(collation) ~ \(text)
                """
        }
    }

    /// What is left of terms when their signs are left out, the letters in their usual shape.
    private static func beginnings(_ terms: [String]) -> [String] {
        terms.map { term in
            var kept = String.UnicodeScalarView()
            for scalar in term.unicodeScalars {
                let isMark = !kept.isEmpty && (0x300...0x331).contains(scalar.value)
                guard isMark || isWordCharacter(scalar) else { continue }
                let place = shapes.from.unicodeScalars.firstIndex(of: scalar)
                kept.append(place.map { shapes.to.unicodeScalars[$0] } ?? scalar)
            }
            return String(kept)
        }.filter { !$0.isEmpty }
    }

    /// A character of a regular expression that stands for a letter in every shape.
    private static func anyShape(_ scalar: Unicode.Scalar) -> String {
        let others = zip(shapes.from.unicodeScalars, shapes.to.unicodeScalars).filter { $0.1 == scalar }.map(\.0)
        return others.isEmpty ? String(scalar) : "[\(scalar)\(others.map(String.init).joined())]"
    }

    private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    private static let collation: SQLFragment = #"collate "und-x-icu""#

    // Letters and digits, and numbers that are not made of digits.
    private static let characters =
        #"[:alnum:]\u00b2\u00b3\u00b9\u00bc-\u00be\u09f4-\u09f9\u0b72-\u0b77\u0bf0-\u0bf2\u0c78-\u0c7e\u0d70-\u0d78"#
        + #"\u0f2a-\u0f33\u1369-\u137c\u16ee-\u16f0\u17f0-\u17f9\u19da\u2070\u2074-\u2079\u2080-\u2089\u2150-\u2182"#
        + #"\u2185-\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u2cfd\u3007\u3021-\u3029\u3038-\u303a\u3192-\u3195"#
        + #"\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf\ua6e6-\ua6ef\ua830-\ua835"#
    private static let marks = #"\u0300-\u0331"#
    /// Letters that are others in another shape, which putting a text in lower case does not tell.
    private static let shapes = (from: "µſςϐϑϕϖϰϱϵẛι", to: "μsσβθφπκρεṡι")
}
