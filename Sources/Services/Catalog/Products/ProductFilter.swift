import Contracts
import SQL
import Values

/// Which products a list holds.
struct ProductFilter: Sendable {
    /// Nil for all.
    private(set) var categories: [CategoryID]?
    private(set) var seller: UserID?
    private(set) var minPrice: Money?
    private(set) var maxPrice: Money?
    private(set) var inStock: Bool?
    private(set) var search: ProductSearch?
    /// Whether only what is on sale counts.
    private(set) var isPublic = true

    init(_ query: ProductQuery, in categories: [CategoryID]?) {
        self.categories = categories
        seller = query.seller
        minPrice = query.minPrice
        maxPrice = query.maxPrice
        inStock = query.inStock
        search = query.search.flatMap(ProductSearch.init)
    }

    /// What a seller offers or has offered.
    init(of seller: UserID) {
        self.seller = seller
        isPublic = false
    }

    /// The same, with a search that some of its characters lead to.
    func led(by trigram: String) -> Self {
        var filter = self
        filter.search = search?.led(by: trigram)
        return filter
    }

    /// Whether there are conditions that no index of an order begins with.
    func narrows(_ ordering: ProductQuery.Ordering) -> Bool {
        let isPriceInOrder = ordering == .price || ordering == .priceDescending
        return (minPrice ?? maxPrice) != nil && !isPriceInOrder || inStock != nil || seller != nil && categories != nil
    }

    /// Whether it is a part of the shop.
    var isScoped: Bool { seller != nil || categories != nil }

    /// Whether the order is to be put together from those of several categories.
    var isSpread: Bool { seller == nil && (categories?.count ?? 1) != 1 }

    /// Everything but the text, so that each condition may choose an index.
    func conditions(_ table: Query) -> [Query] {
        var all = conditions(table, pricedBy: "\(fragment: table).price", stockedBy: "\(fragment: table).in_stock")
        if let categories { all.append("\(fragment: table).category_id in \(list: categories)") }
        return all
    }

    /// Everything but the text and, if the list is spread, the categories, so that only the index of the order fits.
    func conditions(_ table: Query, along ordering: ProductQuery.Ordering) -> [Query] {
        // A plus or a function keeps an index from being chosen by the condition.
        let price: Query =
            ordering == .price || ordering == .priceDescending
            ? "\(fragment: table).price" : "+\(fragment: table).price"
        var all = conditions(table, pricedBy: price, stockedBy: "coalesce(\(fragment: table).in_stock, false)")
        guard let categories, !isSpread else { return all }
        if seller == nil, let only = categories.first {
            all.append("\(fragment: table).category_id = \(only)")
        } else {
            all.append("+\(fragment: table).category_id in \(list: categories)")
        }
        return all
    }

    private func conditions(_ table: Query, pricedBy price: Query, stockedBy stock: Query) -> [Query] {
        var all: [Query] = isPublic ? ["\(fragment: table).is_active"] : []
        if let seller { all.append("\(fragment: table).seller_id = \(seller)") }
        if let minPrice { all.append("\(fragment: price) >= \(minPrice)") }
        if let maxPrice { all.append("\(fragment: price) <= \(maxPrice)") }
        if let inStock { all.append("\(fragment: stock) = \(fragment: inStock ? "true" : "false")") }
        return all
    }

    /// What tells the length of its list from that of others, in ASCII.
    var identity: String {
        let all = conditions("p").joined(separator: " and ")
        return "\(all.text) \(all.binds) \(search?.identity ?? "")"
    }
}
