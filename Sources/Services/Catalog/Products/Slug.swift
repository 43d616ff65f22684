import FoundationEssentials

/// The part of a URL that tells people what they will see.
enum Slug {
    private static let longest = 80

    /// The name in lower-case ASCII letters, digits and single hyphens; empty if nothing is left of it.
    static func make(_ name: String) -> String {
        var slug = ""
        for scalar in name.lowercased().unicodeScalars {
            guard let letters = ascii(scalar) else {
                if !slug.isEmpty, !slug.hasSuffix("-") { slug += "-" }
                continue
            }
            if slug.utf8.count + letters.utf8.count > longest { break }
            slug += letters
        }
        return String(slug.hasSuffix("-") ? slug.dropLast() : slug[...])
    }

    /// The name's slug, or one with a number behind it where that is taken.
    static func free(
        for name: String, otherwise: String, isTaken: (String) async throws -> Bool
    ) async throws -> String {
        let made = make(name)
        let base = made.isEmpty ? otherwise : made
        if try await !isTaken(base) { return base }
        for number in 2...20 where try await !isTaken("\(base)-\(number)") { return "\(base)-\(number)" }
        // Who has so many of one name does not read the numbers any more.
        return "\(base)-\(UUID().uuidString.prefix(8).lowercased())"
    }

    /// Inserts a row with the name's slug, or with one with a number behind it where that is taken.
    ///
    /// A slug that looks free may be taken a moment later by who is quicker, which the unique index decides: then the next
    /// one is looked for, and this time that row is seen.
    /// - Parameter insert: an `insert … on conflict (slug) do nothing`; nil where that did nothing.
    static func take<Inserted>(
        for name: String, otherwise: String, isTaken: (String) async throws -> Bool,
        insert: (String) async throws -> Inserted?
    ) async throws -> Inserted {
        while true {
            let slug = try await free(for: name, otherwise: otherwise, isTaken: isTaken)
            if let inserted = try await insert(slug) { return inserted }
        }
    }

    /// Nil for what separates words. Accents are dropped by the name that Unicode gives a letter.
    private static func ascii(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "a"..."z", "0"..."9": return String(Character(scalar))
        case "ß": return "ss"
        case "'", "’": return ""
        default: break
        }
        if scalar.properties.generalCategory == .nonspacingMark { return "" }
        guard !scalar.isASCII, let name = scalar.properties.name else { return nil }
        let prefix = "LATIN SMALL LETTER "
        guard name.hasPrefix(prefix), let word = name.dropFirst(prefix.count).split(separator: " ").first,
            word.utf8.count <= 2
        else { return nil }
        return word.lowercased()
    }
}
