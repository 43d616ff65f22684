import Contracts

@testable import Catalog

/// What a search has to find, said without a database.
struct SearchModel {
    private struct Product {
        let shown: String
        let name: [Unicode.Scalar]
        let description: [Unicode.Scalar]
    }

    private let products: [Product]

    /// - Parameter goods: names and descriptions, the oldest first.
    init(_ goods: [(String, String)]) {
        products = goods.map { name, description in
            Product(shown: name, name: Self.folded(name), description: Self.folded(description))
        }
    }

    /// The names of all that is found, in order.
    func found(_ search: String, _ ordering: ProductQuery.Ordering) -> [String] {
        let terms = Self.folded(search).split { $0.properties.isWhitespace }.map(Array.init)
        let found = products.filter { product in
            terms.allSatisfy { term in
                [product.name, product.description].contains { text in
                    term.count < 3 ? Self.begins(term, in: text) : !Self.places(of: term, in: text).isEmpty
                }
            }
        }
        guard ordering == .relevance, let first = terms.first else { return found.reversed().map(\.shown) }
        func rank(_ product: Product) -> Int {
            guard terms.allSatisfy({ !Self.places(of: $0, in: product.name).isEmpty }) else { return 2 }
            return product.name.starts(with: first) ? 0 : 1
        }
        return (0...2).flatMap { wanted in found.filter { rank($0) == wanted } }.map(\.shown)
    }

    private static func folded(_ text: String) -> [Unicode.Scalar] { Array(SearchText.folded(text).unicodeScalars) }

    private static func places(of term: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Int] {
        text.indices.filter { text[$0...].starts(with: term) }
    }

    /// Behind a blank anything begins; elsewhere a word does behind what is no part of one.
    private static func begins(_ term: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Bool {
        places(of: term, in: text).contains { place in
            guard place > 0, !text[place - 1].properties.isWhitespace else { return true }
            return term.allSatisfy(isOfWord) && !isOfWord(text[place - 1])
        }
    }

    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        let others: [Unicode.GeneralCategory] = [
            .dashPunctuation, .openPunctuation, .closePunctuation, .connectorPunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol,
            .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .surrogate, .privateUse,
            .unassigned,
        ]
        return !others.contains(scalar.properties.generalCategory)
    }
}
