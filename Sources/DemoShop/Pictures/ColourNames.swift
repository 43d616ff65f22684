/// The colours that words in the names of goods tell: of dyes, woods, metals, glazes.
enum ColourNames {
    static func colour(in name: String) -> Colour? {
        // The last word wins, because the colour stands behind the thing: “Chestnut Boot, Black Leather”.
        var found: Colour?
        for word in name.split(whereSeparator: { !$0.isLetter }) {
            if let code = codes[word.lowercased()] { found = Colour(code) }
        }
        return found
    }

    private static let codes: [String: Int] = {
        var codes: [String: Int] = [:]
        for line in table.split(separator: "\n") {
            let columns = line.split(separator: " ")
            guard let hexadecimal = columns.first, let code = Int(hexadecimal, radix: 16) else { continue }
            for word in columns.dropFirst() { codes[String(word)] = code }
        }
        return codes
    }()

    private static let table = """
        FBF7EE white porcelain ivory
        F3E6C9 cream oat undyed natural bone maple
        33363F black charcoal graphite
        8D949C grey steel galvanised aluminium silver
        5E6672 iron slate
        2C3E66 navy indigo midnight
        8FB8D9 sky pale
        3F7CAC blue cobalt dusk
        2F8F8B teal tidal
        6F8F5F sage moss olive
        3E7050 green forest fern
        D9A53A mustard saffron ochre amber honey beeswax
        F2C94C yellow lemon
        E08A3C orange apricot
        B5532F rust copper terracotta seville
        A9432F brick red signal
        D9707F coral rose
        6B3A5B plum damson
        8A5A3C brown walnut chestnut leather tan
        C9A06A oak ash beech birch bamboo cork straw sand
        9C5B3B cherry cinnamon
        C6A15B brass bronze
        9F86C0 lavender
        """
}
