public import Endpoints
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
    /// Every term has to stand in the name or the description, in any case.
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
            Rule("search", \.search, .length(0...200)),
        ]
}
