import Contracts

/// A product's text in the shape in which it is looked for.
///
/// Engines do not agree on which characters are letters, where a word ends and what is the same letter in another case;
/// a server may even be set up to have a view of its own. So all of that is decided here, for what is stored and for what
/// is asked alike, and engines are left with comparing characters.
struct SearchText: Sendable {
    let name: String
    let description: String
    /// Whatever a term of less than three characters finds: the first character and the first two of every word, and of
    /// whatever stands behind a blank, each once and with a blank between them.
    let beginnings: String

    init(name: String, description: String) {
        self.name = Self.folded(name)
        self.description = Self.folded(description)
        var seen: Set<TextKey> = []
        beginnings = [self.name, self.description]
            .flatMap { ProductQuery.terms(of: $0) }.flatMap(Self.beginnings)
            .filter { seen.insert(TextKey($0)).inserted }.joined(separator: " ")
    }

    /// The text without regard to cases, one character at a time: a part of it is folded as the whole is. All that share a
    /// capital letter become the same, such as both sigmas.
    static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x80: folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            // Neither is a character. SQLite reads both as the sign for what cannot be read.
            case 0xFFFE, 0xFFFF: folded.append("\u{FFFD}")
            // First in lower case: some capital letters are nobody's capital.
            default:
                let capital = scalar.properties.lowercaseMapping.uppercased()
                folded.append(contentsOf: capital.lowercased().unicodeScalars)
            }
        }
        return String(folded)
    }

    private static func beginnings(of term: String) -> [String] {
        let scalars = Array(term.unicodeScalars)
        var beginnings: [String] = []
        for place in scalars.indices {
            let beginsTerm = place == 0
            guard beginsTerm || isOfWord(scalars[place]) && !isOfWord(scalars[place - 1]) else { continue }
            beginnings.append(String(scalars[place]))
            guard let next = scalars.dropFirst(place + 1).first, beginsTerm || isOfWord(next) else { continue }
            beginnings.append(String(String.UnicodeScalarView([scalars[place], next])))
        }
        return beginnings
    }

    /// Letters, numbers and the marks on them.
    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: false
        }
    }
}
