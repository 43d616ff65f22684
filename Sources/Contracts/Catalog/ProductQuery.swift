public import Endpoints
import JSON
public import Values

/// Which products a list holds, and in what order.
public struct ProductQuery: PagedQuery {
    public enum Ordering: String, Codable, Sendable, CaseIterable {
        case newest, price
        case priceDescending = "-price"
        case rating, popular, relevance
    }

    /// An id, a slug, or a part of a name in any case; subcategories are included.
    public var category: String?
    /// Every term has to stand in the name or the description, in any case; one of less than three characters where a
    /// word begins.
    public var search: String?
    public var minPrice: Money?
    public var maxPrice: Money?
    public var inStock: Bool?
    public var seller: UserID?
    public var ordering: Ordering?
    public var limit: Int?
    public var offset: Int?
    public var cursor: PageCursor?

    public init(
        category: String? = nil, search: String? = nil, minPrice: Money? = nil, maxPrice: Money? = nil,
        inStock: Bool? = nil, seller: UserID? = nil, ordering: Ordering? = nil, limit: Int? = nil, offset: Int? = nil,
        cursor: PageCursor? = nil
    ) {
        self.category = category
        self.search = search
        self.minPrice = minPrice
        self.maxPrice = maxPrice
        self.inStock = inStock
        self.seller = seller
        self.ordering = ordering
        self.limit = limit
        self.offset = offset
        self.cursor = cursor
    }

    public static let rules: [Rule<ProductQuery>] =
        pageRules + [
            Rule("category", \.category, .length(1...200)),
            Rule("search", \.search, .length(0...200), fewTerms),
        ]

    // MARK: Terms of a search

    /// A search with more terms is refused: every one costs a look into an index.
    public static let mostTerms = 16

    /// What stands in a search between blanks and control characters.
    public static func terms(of search: String) -> [String] {
        search.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 }.map { String(Substring($0)) }
    }

    private static var fewTerms: Constraint<String> {
        // Schemas know fewer blanks by `\s` than Unicode has.
        let blanks = #"\u0001-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"#
        return Constraint(
            keywords: [
                "pattern": .string("^[\(blanks)]*([^\\u0000\(blanks)]+([\(blanks)]+|$)){0,\(mostTerms)}$"),
                "description": .string(
                    """
                    At most \(mostTerms) terms, in any case. One of three characters or more is found anywhere in a name \
                    or a description, a shorter one where a word begins.
                    """),
            ], code: "terms", message: "must have at most \(mostTerms) terms"
        ) { ProductQuery.terms(of: $0).count <= ProductQuery.mostTerms }
    }
}
