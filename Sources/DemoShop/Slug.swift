/// Text made fit for an address: lower case, ASCII, words joined by one separator.
enum Slug {
    static func make(_ text: String, separator: Character = "-") -> String {
        var slug = ""
        slug.reserveCapacity(text.utf8.count)
        var joins = false
        for scalar in text.unicodeScalars {
            let plain: String
            switch scalar {
            case "a"..."z", "0"..."9":
                plain = String(Character(scalar))
            case "A"..."Z":
                plain = String(Character(Unicode.Scalar(UInt8(scalar.value) | 0x20)))
            case "'", "’":
                continue
            default:
                plain = scalar.isASCII ? "" : plainLetters[scalar] ?? ""
            }
            if plain.isEmpty {
                joins = !slug.isEmpty
            } else {
                if joins { slug.append(separator) }
                joins = false
                slug += plain
            }
        }
        return slug
    }

    /// The letters beyond ASCII that occur in the tables of this module.
    private static let plainLetters: [Unicode.Scalar: String] = {
        let rows = [
            "a": "áàâäãåāăą", "c": "çćč", "d": "đď", "e": "éèêëēęě", "g": "ğģ", "i": "íìîïīı", "l": "łľ", "n": "ñńňņ",
            "o": "óòôöõøōő", "r": "řŕ", "s": "śšşș", "t": "țť", "u": "úùûüūůű", "y": "ýÿ", "z": "źžż", "ae": "æ",
            "oe": "œ", "ss": "ß", "A": "ÁÀÂÄÃÅ", "E": "ÉÈÊË", "O": "ÓÒÔÖÕØ", "U": "ÚÙÛÜ", "S": "ŠŞȘŚ", "Z": "ŽŹŻ",
            "C": "ÇČĆ", "I": "İÍÎ", "L": "Ł",
        ]
        var letters: [Unicode.Scalar: String] = [:]
        for (plain, marked) in rows {
            for scalar in marked.unicodeScalars { letters[scalar] = plain.lowercased() }
        }
        return letters
    }()
}
